import type { DriftWindow } from '#contracts';

/**
 * Merges neighbouring windows until there are at most so many. Counts add up; quantiles and medians of a merged window
 * are the means of its windows', each as often as it has frames, which is near enough for a picture.
 */
export function mergeWindows(windows: readonly DriftWindow[], most: number): DriftWindow[] {
  const size = Math.ceil(windows.length / most);
  if (size <= 1) return [...windows];
  return Array.from({ length: Math.ceil(windows.length / size) }, (_, i) =>
    merged(windows.slice(i * size, (i + 1) * size)),
  );
}

function merged(windows: readonly DriftWindow[]): DriftWindow {
  const sum = (of: (window: DriftWindow) => number) =>
    windows.reduce((total, window) => total + of(window), 0);
  const mean = (of: (window: DriftWindow) => number | null) => meanOf(windows, of);
  const score = (quantile: keyof DriftWindow['score']) => mean((w) => w.score[quantile]) ?? 0;
  return {
    from: windows[0]!.from,
    until: windows.at(-1)!.until,
    frames: sum(({ frames }) => frames),
    alarms: sum(({ alarms }) => alarms),
    invalid: sum(({ invalid }) => invalid),
    score: { q10: score('q10'), q50: score('q50'), q90: score('q90'), q99: score('q99') },
    focus: mean(({ focus }) => focus),
    exposure: mean(({ exposure }) => exposure),
    castRed: mean(({ castRed }) => castRed),
    castBlue: mean(({ castBlue }) => castBlue),
    shiftX: mean(({ shiftX }) => shiftX),
    shiftY: mean(({ shiftY }) => shiftY),
    embeddingShift: mean(({ embeddingShift }) => embeddingShift),
  };
}

function meanOf(
  windows: readonly DriftWindow[],
  of: (window: DriftWindow) => number | null,
): number | null {
  let [total, frames] = [0, 0];
  for (const window of windows) {
    const value = of(window);
    if (value === null) continue;
    total += value * window.frames;
    frames += window.frames;
  }
  return frames === 0 ? null : total / frames;
}
