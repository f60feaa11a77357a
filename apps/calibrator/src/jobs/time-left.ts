/**
 * Returns the seconds that a step will still take, if it goes on as it went: null in its first second, and before
 * anything of it is done.
 */
export function timeLeft(now: () => number = () => performance.now()) {
  let current = { step: '', begun: 0 };
  return (step: string, done: number, of: number): number | null => {
    if (step !== current.step) current = { step, begun: now() };
    const seconds = (now() - current.begun) / 1000;
    if (done <= 0 || seconds < 1) return null;
    return (seconds / done) * Math.max(0, of - done);
  };
}
