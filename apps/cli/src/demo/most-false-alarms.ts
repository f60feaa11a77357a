/**
 * Returns the most false alarms among `frames` good parts that a rate lets expect: the smallest number that is passed
 * with a chance of less than 1 in 1000 (binomial).
 */
export function mostFalseAlarms(frames: number, rate: number): number {
  let [chance, within] = [(1 - rate) ** frames, 0];
  for (let alarms = 0; alarms < frames; alarms++) {
    within += chance;
    if (within > 0.999) return alarms;
    chance *= ((frames - alarms) / (alarms + 1)) * (rate / (1 - rate));
  }
  return frames;
}
