import type { DriftReport, DriftStatus } from '#contracts';

/** Writes a station's drift tests as a table: how far each is on the way to its alarm, and what moved. */
export function driftText(station: string, report: DriftReport): string {
  const { signals, modelId } = report;
  if (modelId === null) return `Station ${station} has no active model; nothing is watched.`;
  if (signals.length === 0)
    return `Station ${station}: no part of its active model was watched yet, or its drift settings are off.`;
  return [
    'signal      state   of the way    parts  what',
    ...signals.map(lineOf),
    rates(report),
  ].join('\n');
}

function lineOf({
  signal,
  drifting,
  statistic,
  threshold,
  parts,
  text,
  since,
}: DriftStatus): string {
  const way = `${Math.round((100 * statistic) / threshold)} %`;
  const cells = [
    signal.padEnd(10),
    (drifting ? 'DRIFTS' : 'steady').padEnd(6),
    way.padStart(10),
    String(parts).padStart(7),
    since === null ? text : `${text} (since ${since})`,
  ];
  return cells.join('  ');
}

function rates({ promisedRate, observedRate, observedParts }: DriftReport): string {
  const promised =
    promisedRate === null ? 'No rate is promised' : `Promised: ${percent(promisedRate)} of good parts are called defect`; // prettier-ignore
  const observed =
    observedRate === null
      ? 'no part was judged yet'
      : `observed: ${percent(observedRate)} of the newest ${observedParts} parts, real defects among them`;
  return `${promised}; ${observed}.`;
}

function percent(share: number): string {
  return `${Number((100 * share).toPrecision(2))} %`;
}
