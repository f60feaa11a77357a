import type { DuplicateFrames } from '#contracts';
import { framePicture } from '../../api/addresses.js';
import { useRead } from '../../api/use-read.js';
import { Picture } from '../../components/picture.js';
import { hashOf } from '../../routing.js';
import { plural, when } from '../../words.js';

const words: Record<DuplicateFrames['kind'], string> = {
  'stuck-camera': 'The picture does not change',
  'same-part-twice': 'The same part again',
  burst: 'One part in quick succession',
};
const shown = 20;

/** Lists frames of the last day that show what another one showed shortly before. */
export function DuplicateList({ station }: { station: string }) {
  const named = { path: { station }, query: { hours: 24 } };
  const { value: report } = useRead('/v1/stations/{station}/duplicates', named);
  if (report === null || report.groups.length === 0) return null;
  return (
    <section aria-label="Duplicates">
      <h2>Pictures that came twice</h2>
      <p className="quiet">
        {plural(report.duplicates, 'frame')} of {report.frames} in the last day
      </p>
      <ol className="families">
        {report.groups.slice(0, shown).map((group) => (
          <li key={group.first} className="family-card">
            <p>
              <strong>{words[group.kind]}</strong>
              <small className="quiet">
                {' '}
                {plural(group.frameIds.length, 'frame')}, {when(group.from)}
              </small>
            </p>
            <span className="typical">
              {group.frameIds.slice(0, 4).map((frame) => (
                <a key={frame} href={hashOf({ page: 'frame', frame })}>
                  <Picture address={framePicture(frame, 160)} alt="frame" />
                </a>
              ))}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
