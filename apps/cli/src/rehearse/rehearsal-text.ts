import type { FlippedFrame, Rehearsal, RehearsalResult } from '#contracts';

const framesShown = 10;
type FrameLink = (frameId: string) => string;

/** Writes what a candidate would change, for a person who must decide; a rehearsal without a result says its state. */
export function rehearsalText(
  { result, state, inspections }: Rehearsal,
  version: number,
  frameLink: FrameLink,
): string {
  if (result === null) return `The rehearsal of version ${version} is ${state}.`;
  return [
    `Version ${version} over the last ${result.replayed} of ${inspections} inspections asked for, in ${result.seconds.toFixed(1)} s`,
    ...result.leftOutBecause.map(({ reason, count }) => `  left out: ${count}, ${reason}`),
    ...flipLines(result),
    ...reviewedLines(result, frameLink),
    ...dayLines(result),
    ...frameLines('Largest changes', result.flipped, frameLink),
  ].join('\n');
}

function flipLines({ flips, replayed }: RehearsalResult): string[] {
  const changed = flips.filter(({ from, to }) => from !== to);
  if (changed.length === 0) return ['No verdict would change.'];
  const all = changed.reduce((sum, { count }) => sum + count, 0);
  return [
    `${all} of ${replayed} verdicts would change:`,
    ...changed.map(({ from, to, count }) => `  ${from} -> ${to}: ${count}`),
  ];
}

function reviewedLines(result: RehearsalResult, frameLink: FrameLink): string[] {
  if (result.reviewed === 0) return ['No frame of this station was reviewed.'];
  const { defectsThatWouldPass, defectsStillCaught, falseAlarmsThatGo, falseAlarmsThatStay } =
    result;
  return [
    `${result.reviewed} reviewed frames:`,
    `  confirmed defects: ${defectsStillCaught} caught, ${defectsThatWouldPass.length} would pass`,
    `  false alarms: ${falseAlarmsThatGo.length} go, ${falseAlarmsThatStay} stay`,
    ...frameLines('DEFECTS THAT WOULD PASS', defectsThatWouldPass, frameLink),
  ];
}

function dayLines({ byDay }: RehearsalResult): string[] {
  if (byDay.length === 0) return [];
  return [
    'Day (UTC)     frames   defect before -> after    review before -> after',
    ...byDay.map((day) => {
      const alarms = change(day.alarmsBefore, day.alarmsAfter, day.frames);
      const reviews = change(day.reviewsBefore, day.reviewsAfter, day.frames);
      return `${day.day}  ${String(day.frames).padStart(8)}   ${alarms.padEnd(24)}  ${reviews}`;
    }),
  ];
}

function change(before: number, after: number, of: number): string {
  return `${percent(before, of)} -> ${percent(after, of)}`;
}

function percent(count: number, of: number): string {
  return `${((100 * count) / Math.max(of, 1)).toFixed(2)} %`;
}

function frameLines(title: string, frames: FlippedFrame[], frameLink: FrameLink): string[] {
  if (frames.length === 0) return [];
  const more = frames.length - framesShown;
  return [
    `${title}:`,
    ...frames.slice(0, framesShown).map(({ frameId, before, after }) => {
      const was = `${before.verdict} ${before.displayScore.toFixed(2)}`;
      const is = `${after.verdict} ${after.displayScore.toFixed(2)}`;
      return `  ${was} -> ${is}  ${frameLink(frameId)}`;
    }),
    ...(more > 0 ? [`  and ${more} more (--json lists them)`] : []),
  ];
}
