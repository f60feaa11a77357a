import type { CameraStudy } from './study-result.js';

/** Writes the study for people. */
export function studyText({ set, normals, called, found, smallest }: CameraStudy): string {
  const lines = [`${set}: camera limits from ${normals} normals`];
  for (const { kind, frames, invalid, causes } of called) {
    const why = Object.entries(causes).map(([cause, count]) => `${cause} ${count}`);
    lines.push(
      `  ${kind}: ${invalid} of ${frames} called a camera fault ${why.join(', ')}`.trimEnd(),
    );
  }
  for (const fault of Object.keys(smallest)) {
    const tried = found.filter((one) => one.fault === fault);
    const shares = tried.map(
      ({ size, frames, invalid, named }) =>
        `${size}: ${invalid}/${frames}${named < invalid ? ` (${named} so named)` : ''}`,
    );
    lines.push(`  ${fault} from ${smallest[fault] ?? 'no size tried'} on  (${shares.join('  ')})`);
  }
  return `${lines.join('\n')}\n`;
}
