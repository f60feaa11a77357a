import type { DriftWindow } from '#contracts';
import type { Chart, Line } from '../../components/line-chart.js';
import { percent, score } from '../../words.js';

/** Returns the charts over time; one of which nothing was measured is left out. */
export function driftLines(windows: readonly DriftWindow[]): Chart[] {
  const times = windows.map(({ from, until }) => (Date.parse(from) + Date.parse(until)) / 2);
  const line = (name: string, kind: string, of: (window: DriftWindow) => number | null): Line => ({
    name,
    kind,
    values: windows.map(of),
  });
  const charts: Chart[] = [
    {
      title: 'Scores',
      times,
      say: score,
      lines: [
        line('99 %', 'q99', ({ score: { q99 } }) => q99),
        line('90 %', 'q90', ({ score: { q90 } }) => q90),
        line('median', 'q50', ({ score: { q50 } }) => q50),
        line('10 %', 'q10', ({ score: { q10 } }) => q10),
      ],
    },
    {
      title: 'Alarms',
      times,
      say: percent,
      lines: [
        line('alarms', 'alarms', ({ alarms, frames }) => share(alarms, frames)),
        line('camera faults', 'faults', ({ invalid, frames }) => share(invalid, frames)),
      ],
    },
    { title: 'Focus', times, say: plain, lines: [line('focus', 'q50', ({ focus }) => focus)] },
    {
      title: 'Exposure',
      times,
      say: plain,
      lines: [line('brightness', 'q50', ({ exposure }) => exposure)],
    },
    {
      title: 'Colour',
      times,
      say: plain,
      lines: [
        line('red', 'red', ({ castRed }) => castRed),
        line('blue', 'blue', ({ castBlue }) => castBlue),
      ],
    },
    {
      title: 'Place in the picture',
      times,
      say: percent,
      lines: [
        line('to the right', 'q50', ({ shiftX }) => shiftX),
        line('down', 'q90', ({ shiftY }) => shiftY),
      ],
    },
    {
      title: 'What the parts look like',
      times,
      say: plain,
      lines: [line('distance', 'q50', ({ embeddingShift }) => embeddingShift)],
    },
  ];
  return charts.filter(({ lines }) =>
    lines.some(({ values }) => values.some((value) => value !== null)),
  );
}

function share(count: number, of: number): number | null {
  return of === 0 ? null : count / of;
}

function plain(value: number): string {
  return String(Number(value.toPrecision(3)));
}
