import { startProgress, type Progress } from '../progress.js';

/** Progress of a work of several stages, one after the other; each has a bar of its own. */
export interface Stages {
  /** Shows how far a stage is; `title` names it, and another one than before ends that one's bar. */
  show(title: string, done: number, of: number, note?: string): void;
  /** Ends the bar; safe to call twice. */
  stop(): void;
}

/** Starts the stages; `start` begins the progress of one. */
export function startStages(start = startProgress): Stages {
  let current: string | undefined;
  let drawn: Progress | undefined;
  return {
    show(title, done, of, note) {
      if (title !== current) {
        drawn?.stop();
        [current, drawn] = [title, start(title, of)];
      }
      drawn!.update(done, of, note);
    },
    stop: () => drawn?.stop(),
  };
}
