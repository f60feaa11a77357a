import { useRead } from '../../../api/use-read.js';
import { Told } from '../../../components/told.js';
import { plural } from '../../../words.js';
import { OddNormalCard } from './odd-normal-card.js';

/** Lists the normals that set the limits, each with its picture, what would follow, and a person's word on it. */
export function OddNormals(props: {
  station: string;
  model: string;
  turn: string;
  onDone: () => void;
}) {
  const { station, model, turn, onDone } = props;
  const path = { station, model };
  const read = useRead('/v1/stations/{station}/models/{model}/odd-normals', { path }, turn);
  const found = read.value;
  const manifest = useRead('/v1/stations/{station}/models/{model}', { path }).value;
  return (
    <section aria-label="What sets the limits">
      <h3>What sets the limits</h3>
      <Told {...read} reading="Reading the normals that set the limits…">
        {found !== null && found.items.length === 0 && (
          <p className="quiet">This model does not say; the next calibration does.</p>
        )}
        {found !== null && found.rare !== null && (
          <p className="note">
            {plural(found.rare.parts, 'part')} called rare but good and left out of the limits:{' '}
            {found.rare.over.reject} of them would be called defect.
          </p>
        )}
        <ul className="odd-normals">
          {found?.items.map((odd) => (
            <OddNormalCard
              key={odd.frameId}
              station={station}
              odd={odd}
              region={manifest?.regionOfInterest ?? null}
              inspections={found.inspections}
              onDone={onDone}
            />
          ))}
        </ul>
      </Told>
    </section>
  );
}
