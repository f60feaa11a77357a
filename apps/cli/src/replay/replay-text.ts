import type { Inspection } from '#contracts';
import type { Again } from './inspect-again.js';
import type { Change } from './what-changed.js';

export interface ReplayedFrame {
  readonly frameId: string;
  readonly same: boolean;
  /** The image score now less the one then. */
  readonly difference: number;
  readonly tolerated: number;
  readonly changed: readonly Change[];
  readonly recorded: Pick<
    Inspection,
    'imageScore' | 'verdict' | 'engine' | 'lookAlike' | 'nearest'
  >;
  readonly now: Again;
}

/** Writes the outcome of a replay for people. */
export function replayText({
  frameId,
  same,
  difference,
  recorded,
  now,
  changed,
}: ReplayedFrame): string {
  const head = same
    ? `Frame ${frameId}: the same again, ${now.imageScore} (${now.verdict}).`
    : `Frame ${frameId}: ANOTHER score, ${now.imageScore} (${now.verdict}) instead of ${recorded.imageScore} (${recorded.verdict}).`;
  const off = difference === 0 ? 'Equal to the last bit.' : `Off by ${difference.toExponential(2)}.`; // prettier-ignore
  const changes = changed.map(({ what, was, is }) => `  ${what}: was ${was}, is ${is}`);
  const why =
    changes.length > 0
      ? ['Otherwise than it was:', ...changes]
      : same
        ? []
        : [
            'Image, model, backbone, memory and backend are those of then: this machine computes otherwise.',
          ];
  return `${[head, off, ...why].join('\n')}\n`;
}
