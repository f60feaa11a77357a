import { startProgress, type Progress } from '../progress.js';

/** Progress of a work of several stages, one after the other; each has a bar of its own. */
export interface Stages {
  /** `title` names the stage; another one than before ends that one's bar. */
  show(title: string, done: number, of: number, note?: string): void;
  /** Ends the bar; safe to call twice. */
  stop(): void;
}

/** The bar on a terminal says the time left itself; the lines of a log get it from here. */
export function startStages(terminal = process.stderr.isTTY, start = startProgress): Stages {
  let [current, drawn]: [string | undefined, Progress | undefined] = [undefined, undefined];
  let left: TimeLeft = () => undefined;
  return {
    show(title, done, of, note) {
      if (title !== current) {
        drawn?.stop();
        [current, drawn, left] = [title, start(title, of), timeLeft(done)];
      }
      const remarks = [note, terminal ? undefined : left(done, of)].filter((one) => one);
      drawn!.update(done, of, remarks.join(', '));
    },
    stop: () => drawn?.stop(),
  };
}

type TimeLeft = (done: number, of: number) => string | undefined;

/** If it goes on as it went; silent in the first second. */
function timeLeft(first: number): TimeLeft {
  const began = performance.now();
  return (done, of) => {
    const seconds = (performance.now() - began) / 1000;
    if (seconds < 1 || done <= first || done >= of) return undefined;
    return `${inWords((seconds / (done - first)) * (of - done))} left`;
  };
}

function inWords(seconds: number): string {
  return seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`;
}
