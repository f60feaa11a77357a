import { score } from '../../../words.js';

/** The steps of the whole axis that one press of an arrow key moves a limit by, and of a page key. */
const [small, large] = [1 / 200, 1 / 20];
const meanings = {
  review: 'review limit: parts over it are put to a person',
  reject: 'reject limit: parts over it are called defect',
} as const;

/** A limit that can be dragged, or moved by the keys of a slider. */
export function LimitHandle(props: {
  which: 'review' | 'reject';
  value: number;
  axis: { from: number; to: number };
  /** The place on the axis, from 0 to 1. */
  at: number;
  scoreUnder: (clientX: number) => number;
  onMove: (to: number) => void;
}) {
  const { which, value, axis, at, scoreUnder, onMove } = props;
  const drag = ({ currentTarget, pointerId, clientX }: React.PointerEvent) => {
    if (currentTarget.hasPointerCapture(pointerId)) onMove(scoreUnder(clientX));
  };
  const press = (event: React.KeyboardEvent) => {
    const to = keyed(event.key, value, axis);
    if (to === null) return;
    event.preventDefault();
    event.stopPropagation();
    onMove(to);
  };
  return (
    <div
      className={`limit-handle ${which}`}
      style={{ left: `${100 * at}%` }}
      role="slider"
      tabIndex={0}
      aria-label={meanings[which]}
      aria-orientation="horizontal"
      aria-valuemin={axis.from}
      aria-valuemax={axis.to}
      aria-valuenow={value}
      aria-valuetext={`${which} ${score(value)}`}
      onPointerDown={({ currentTarget, pointerId }) => currentTarget.setPointerCapture(pointerId)}
      onPointerMove={drag}
      onKeyDown={press}
    >
      <span className="limit-flag">
        {which} {score(value)}
      </span>
    </div>
  );
}

/** Returns where a key moves a limit to; null for a key of something else. */
function keyed(key: string, value: number, { from, to }: { from: number; to: number }) {
  const by = (share: number) => {
    const next = value + share * (to - from);
    return Number(Math.min(to, Math.max(from, next)).toPrecision(4));
  };
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return by(-small);
    case 'ArrowRight':
    case 'ArrowUp':
      return by(small);
    case 'PageDown':
      return by(-large);
    case 'PageUp':
      return by(large);
    case 'Home':
      return from;
    case 'End':
      return to;
    default:
      return null;
  }
}
