import { memo } from 'react';
import type { Inspection } from '#contracts';
import { score, verdictWords } from '../words.js';
import { VerdictShape } from './verdict-mark.js';

/** Draws one frame on the chart: a small dot when ok, its verdict's shape when not. */
export const ChartMark = memo(function ChartMark(props: {
  inspection: Inspection;
  left: number;
  bottom: number;
  selected: boolean;
  onPick: (frameId: string) => void;
}) {
  const { inspection, left, bottom, selected } = props;
  const { verdict, imageScore, frameId } = inspection;
  return (
    <button
      type="button"
      tabIndex={-1}
      className={`chart-mark ${verdict} ${selected ? 'selected' : ''}`}
      style={{ left: `${left * 100}%`, bottom: `${bottom * 100}%` }}
      title={`${verdictWords[verdict]}, score ${score(imageScore)}`}
      onClick={() => props.onPick(frameId)}
    >
      {verdict !== 'ok' && <VerdictShape verdict={verdict} />}
    </button>
  );
});
