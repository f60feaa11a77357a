import { memo } from 'react';
import type { Inspection } from '#contracts';
import { framePicture } from '../api/addresses.js';
import { timeOfDay, verdictWords } from '../words.js';
import { Picture } from './picture.js';
import { VerdictShape } from './verdict-mark.js';

/** Shows the last frames, newest first. */
export function Filmstrip(props: {
  inspections: readonly Inspection[];
  selected: string | null;
  onPick: (frameId: string) => void;
}) {
  return (
    <ol className="filmstrip" aria-label="Last frames, newest first">
      {props.inspections.map((inspection) => (
        <Strip
          key={inspection.frameId}
          inspection={inspection}
          selected={inspection.frameId === props.selected}
          onPick={props.onPick}
        />
      ))}
    </ol>
  );
}

const Strip = memo(function Strip(props: {
  inspection: Inspection;
  selected: boolean;
  onPick: (frameId: string) => void;
}) {
  const { verdict, frameId, partId, inspectedAt } = props.inspection;
  const name = partId ?? 'no part id';
  return (
    <li>
      <button
        type="button"
        className={`strip ${verdict} ${props.selected ? 'selected' : ''}`}
        aria-pressed={props.selected}
        onClick={() => props.onPick(frameId)}
        title={`${verdictWords[verdict]}: ${name}`}
      >
        <Picture address={framePicture(frameId, 240)} alt={`frame of ${name}`} />
        <span className="strip-caption">
          <VerdictShape verdict={verdict} />
          {verdictWords[verdict]}
          <time dateTime={inspectedAt}>{timeOfDay(inspectedAt)}</time>
        </span>
      </button>
    </li>
  );
});
