import { fullSize } from '#simulation';
import type { Noticing, Summary } from './summary.js';

/** Writes the study as a table: each change on each line, then what was noticed where nothing changed. */
export function studyText(summary: Summary): string {
  const { noticings, options, partsWithoutChange, falseAlarms, falseAlarmsPer10000 } = summary;
  const { alarmRate, invalidWithoutChange } = summary;
  const alarms = Object.entries(falseAlarms).map(([who, count]) => `${who} ${count}`);
  return [
    `A change begins after ${options.steady} parts and takes ${options.over} to its full size; models from ${options.normals} normals.`,
    'change         noticed after  first by    share of full size  all (parts after it began)',
    ...noticings.map(rowOf),
    `Without a change: ${partsWithoutChange} parts, ${alarms.length === 0 ? 'no alarm' : alarms.join(', ')}: ${falseAlarmsPer10000.toFixed(2)} false alarms per 10,000 parts, all signals together; ${invalidWithoutChange} pictures called camera faults.`,
    `The line's own decision, by its equations: ${alarmRate.partsBetweenFalseAlarms} parts between false alarms, ${alarmRate.partsToDetection} to detection.`,
    '',
  ].join('\n');
}

function rowOf({ kind, first, delays }: Noticing): string {
  const all = Object.entries(delays)
    .sort(([, a], [, b]) => a - b)
    .map(([who, parts]) => `${who} ${parts}`);
  const cells = [
    kind.padEnd(13),
    (first === null ? 'not' : String(first.parts)).padStart(13),
    (first?.by ?? '').padEnd(10),
    (first === null ? '' : `${Math.round((100 * first.size) / fullSize[kind])} %`).padStart(18),
    all.join(', '),
  ];
  return cells.join('  ');
}
