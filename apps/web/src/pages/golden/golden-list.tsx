import type { GoldenPart } from '#contracts';
import { api } from '../../api/client.js';
import { readOperator } from '../../components/operator.js';
import { Problem } from '../../components/told.js';
import { useAct } from '../../components/use-act.js';
import { VerdictMark } from '../../components/verdict-mark.js';
import { score, when } from '../../words.js';

/** Lists the golden parts, and what must come out when each is shown. */
export function GoldenList(props: {
  station: string;
  parts: readonly GoldenPart[];
  onChanged: () => void;
}) {
  const { station, parts, onChanged } = props;
  const { act, busy, problem } = useAct();
  const drop = async (part: string) => {
    const asked = { path: { station, part }, query: { by: readOperator() } };
    if (await act(() => api.delete('/v1/stations/{station}/golden-parts/{part}', asked)))
      onChanged();
  };
  return (
    <>
      {parts.length === 0 && <p className="quiet">None yet. One good and one bad are the least.</p>}
      <ul className="golden-list">
        {parts.map((part) => (
          <li key={part.id}>
            <span>
              <strong>{part.title || part.id}</strong> must be{' '}
              <VerdictMark verdict={part.verdict} />
              {rangeOf(part)}
              <small>
                {part.id} · {part.addedBy}, {when(part.addedAt)}
              </small>
            </span>
            <button
              type="button"
              className="chip"
              disabled={busy}
              onClick={() => void drop(part.id)}
              aria-label={`Remove ${part.id}`}
            >
              Remove
            </button>
          </li>
        ))}
      </ul>
      <Problem text={problem} />
    </>
  );
}

function rangeOf({ lowest, highest }: GoldenPart): string {
  if (lowest === null && highest === null) return '';
  if (lowest === null) return `, score at most ${score(highest!)}`;
  if (highest === null) return `, score at least ${score(lowest)}`;
  return `, score ${score(lowest)} to ${score(highest)}`;
}
