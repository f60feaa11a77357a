import type { Frame, Inspection } from '#contracts';
import { readKey } from '../../api/key.js';
import { hashOf } from '../../routing.js';
import { bytes, score, when } from '../../words.js';

/** Shows the frame's facts as rows; what was not said is said to be so. */
export function FrameFacts({ frame, inspection }: { frame: Frame; inspection: Inspection | null }) {
  const part = frame.partId;
  const rows: [string, React.ReactNode][] = [
    ['Part', part === null ? 'not said' : <a href={hashOf({ page: 'passport', part })}>{part}</a>],
    ['Lot', frame.lot ?? 'not said'],
    ['Captured', frame.capturedAt === null ? 'not said' : when(frame.capturedAt)],
    ['Accepted', when(frame.acceptedAt)],
    ...(inspection === null ? [] : inspectionRows(inspection)),
    ...(frame.look?.family ? [['Look', frame.look.family.name] satisfies [string, string]] : []),
    ['Image', `${frame.width} × ${frame.height}, ${frame.mediaType}, ${bytes(frame.bytes)}`],
    ['Frame id', frame.id],
  ];
  return (
    <section>
      <h2>Facts</h2>
      <dl className="facts">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {/* A link cannot send a key. */}
      {readKey() === '' && (
        <a href={frame.links.image} target="_blank" rel="noreferrer">
          The image as it was sent
        </a>
      )}
    </section>
  );
}

function inspectionRows({
  inspectedAt,
  model,
  limits,
  displayScore,
}: Inspection): [string, string][] {
  return [
    ['Inspected', when(inspectedAt)],
    ['Model', `version ${model.version}`],
    ['Limits', `review ${score(limits.warn)}, reject ${score(limits.reject)}`],
    ['Display score', `${displayScore.toFixed(3)} (0.5 is the reject limit)`],
  ];
}
