import type { Inspection } from '#contracts';
import { VerdictShape } from '../../components/verdict-mark.js';
import { stateLooks, stateWords } from '../../live/line-state-words.js';
import type { LineNow } from '../../live/use-line-facts.js';
import { verdictWords } from '../../words.js';

/** Frames whose verdicts are shown beside the state. */
const most = 20;

/** What the line is in just now, as a field of colour with a shape, a word, a sentence and what to do. */
export function StateBar({ line }: { line: LineNow }) {
  const { state, tile, inspections, usualPauseMs } = line;
  const { word, sentence, toDo } = stateWords(state, tile, usualPauseMs);
  const look = stateLooks[state.kind];
  return (
    <section className={`state-bar ${look}`} aria-label="The line now" data-state={state.kind}>
      <p className="state-word" role="status">
        <VerdictShape verdict={look} /> {word}
      </p>
      <p className="state-sentence">
        {sentence} {toDo !== '' && <strong>{toDo}</strong>}
      </p>
      <LastVerdicts inspections={inspections ?? []} />
    </section>
  );
}

function LastVerdicts({ inspections }: { inspections: readonly Inspection[] }) {
  return (
    <ol className="last-verdicts" aria-label="Last verdicts, newest first">
      {inspections.slice(0, most).map(({ frameId, verdict }) => (
        <li key={frameId} title={verdictWords[verdict]}>
          <VerdictShape verdict={verdict} />
        </li>
      ))}
    </ol>
  );
}
