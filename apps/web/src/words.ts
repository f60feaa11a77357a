import type { Incident, Inspection, Limits, Verdict } from '#contracts';

/** The words that people read for a verdict; colour and shape say the same. */
export const verdictWords: Record<Verdict, string> = {
  ok: 'OK',
  review: 'Review',
  defect: 'Defect',
  invalid: 'Invalid',
};

export const verdictMeaning: Record<Verdict, string> = {
  ok: 'looks like the good parts',
  review: 'between the limits: have a look',
  defect: 'does not look like the good parts',
  invalid: 'the camera, not the part, is at fault',
};

/** Writes a score with three significant digits. */
export function score(value: number): string {
  return value >= 1000 ? value.toFixed(0) : value.toPrecision(3);
}

/** Writes how bad a score is as `1.42 × the reject limit`: the one unit that stays the same over models. */
export function againstReject(imageScore: number, limits: Limits): string {
  if (limits.reject <= 0) return `score ${score(imageScore)}`;
  return `${(imageScore / limits.reject).toFixed(2)} × the reject limit`;
}

/** Writes a duration: `38 ms`, `1.2 s`, `3 min`. */
export function duration(milliseconds: number): string {
  if (milliseconds < 0.95) return '< 1 ms';
  if (milliseconds < 999.5) return `${milliseconds.toFixed(0)} ms`;
  if (milliseconds < 99_500) return `${(milliseconds / 1000).toFixed(1)} s`;
  return `${Math.round(milliseconds / 60_000)} min`;
}

/** Writes the time from capture to verdict where the camera said when; else from accepted to verdict. */
export function timeToVerdict({ times }: Inspection): { text: string; from: string } {
  const { captureMs, totalMs } = times;
  if (captureMs === null || captureMs < 0)
    return { text: duration(totalMs), from: 'from accepted to verdict' };
  return { text: duration(captureMs + totalMs), from: 'from capture to verdict' };
}

export function timeOfDay(instant: string | number): string {
  return new Date(instant).toLocaleTimeString([], { hourCycle: 'h23' });
}

/** Writes an instant, with the day where it is not today. */
export function when(instant: string): string {
  const date = new Date(instant);
  const today = date.toDateString() === new Date().toDateString();
  const day = date.toLocaleDateString([], { year: 'numeric', month: 'short', day: 'numeric' });
  return today ? timeOfDay(instant) : `${day}, ${timeOfDay(instant)}`;
}

/** Writes an incident as `47 parts, same look, began 10:42`. */
export function incidentSentence({ parts, began }: Pick<Incident, 'parts' | 'began'>): string {
  const date = new Date(began);
  const today = date.toDateString() === new Date().toDateString();
  const time = date.toLocaleTimeString([], {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const day = date.toLocaleDateString([], { month: 'short', day: 'numeric' });
  return `${plural(parts, 'part')}, same look, began ${today ? time : `${day}, ${time}`}`;
}

/** Writes a share as a person says it: `0.8 %`, `12 %`. */
export function percent(share: number): string {
  const value = share * 100;
  return `${value === 0 || value >= 10 ? value.toFixed(0) : Number(value.toPrecision(2))}\u00a0%`;
}

export function plural(count: number, word: string): string {
  return `${count.toLocaleString('en')} ${word}${count === 1 ? '' : 's'}`;
}

/** Writes bytes: `12 kB`, `3.4 MB`, `1.2 GB`. */
export function bytes(count: number): string {
  if (count < 1e6) return `${Math.max(count === 0 ? 0 : 1, Math.round(count / 1e3))} kB`;
  return count < 1e9 ? `${(count / 1e6).toFixed(1)} MB` : `${(count / 1e9).toFixed(1)} GB`;
}
