import type { Families, Station } from '#contracts';
import { useRead } from '../../api/use-read.js';
import { useNews } from '../../live/use-live.js';
import { Told } from '../../components/told.js';
import { plural } from '../../words.js';
import { TrainingSection } from '../training/training-section.js';
import { DuplicateList } from './duplicate-list.js';
import { FamilyCard } from './family-card.js';
import { NamesReport } from './names-report.js';

/**
 * Shows a station's alerts by the look of their defects, the names that are learned for them, and pictures that came
 * twice.
 */
export function FamiliesTab({ station }: { station: Station }) {
  const { id } = station;
  const turn = useNews(`incidents:${id}`, `analyses:${id}`, `families:${id}`);
  const families = useRead('/v1/stations/{station}/families', { path: { station: id } }, turn);
  return (
    <>
      <Told {...families} reading="Reading the families…">
        {families.value !== null && <Cards families={families.value} />}
      </Told>
      <NamesReport station={id} />
      <TrainingSection station={station} />
      <DuplicateList station={id} />
    </>
  );
}

function Cards({ families: { items, loose, stationId } }: { families: Families }) {
  return (
    <section>
      <h2>Looks of its defects</h2>
      {items.length === 0 && (
        <p className="quiet">
          Nothing yet: alerts are put together by their look as they come, while embeddings are
          kept.
        </p>
      )}
      {items.length > 0 && (
        <p className="quiet">
          Good for: one name, one answer or one look back for many alerts that look the same, and
          news of a look that was never there. They are looks and not kinds of defects: one kind may
          have several, and slight defects of two kinds may share one. Names tell kinds.
        </p>
      )}
      <ol className="families">
        {items.map((family) => (
          <FamilyCard key={family.id} station={stationId} family={family} />
        ))}
      </ol>
      {loose > 0 && <p className="quiet">{plural(loose, 'alert')} in no family.</p>}
    </section>
  );
}
