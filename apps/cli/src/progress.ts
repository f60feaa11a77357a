import cliProgress from 'cli-progress';

/** Progress of one long piece of work; always on standard error, so that results can be piped. */
export interface Progress {
  /** Notes that `done` of `of` steps are behind; `note` is a short remark such as a loss or a file name. */
  update(done: number, of?: number, note?: string): void;
  /** Ends the bar; safe to call twice, so that it can stand in a `finally`. */
  stop(): void;
}

const lineEveryMs = 5000;

/**
 * Starts a progress bar on a terminal; a line every five seconds where standard error is a file or a pipe. `of` may be
 * 0 while the total is not known yet.
 */
export function startProgress(title: string, of = 0): Progress {
  return process.stderr.isTTY ? bar(title, of) : lines(title, of, process.stderr);
}

function bar(title: string, of: number): Progress {
  const drawn = new cliProgress.SingleBar({
    stream: process.stderr,
    format: `${title} [{bar}] {percentage}% | {value}/{total} | {eta_formatted} left {note}`,
    hideCursor: true,
    etaBuffer: 50,
  });
  drawn.start(of, 0, { note: '' });
  return {
    update(done, total, note) {
      if (total !== undefined) drawn.setTotal(total);
      drawn.update(done, note === undefined ? {} : { note: `| ${note}` });
    },
    stop: () => drawn.stop(),
  };
}

/** Returns the same for logs: it says where it stands and how long it will take now and then, and once at the end. */
export function lines(title: string, of: number, out: { write(text: string): unknown }): Progress {
  let [done, total, note, saidAt, saidDone] = [0, of, '', Date.now(), 0];
  let left: ((done: number, of: number) => string) | undefined;
  const say = () => {
    const parts = [`${done}${total > 0 ? ` of ${total}` : ''}`, note, left?.(done, total)];
    out.write(`${title}: ${parts.filter((part) => part).join(', ')}\n`);
    [saidAt, saidDone] = [Date.now(), done];
  };
  return {
    update(nowDone, nowTotal, nowNote) {
      left ??= timeLeft(nowDone);
      [done, total, note] = [nowDone, nowTotal ?? total, nowNote ?? note];
      if (Date.now() - saidAt >= lineEveryMs) say();
    },
    stop() {
      if (done > saidDone) say();
    },
  };
}

/** If it goes on as it went from where it began, which is not 0 in a run that was resumed; empty while that says nothing. */
function timeLeft(first: number): (done: number, of: number) => string {
  const began = Date.now();
  return (done, of) => {
    if (done <= first || done >= of) return '';
    const seconds = ((Date.now() - began) / 1000 / (done - first)) * (of - done);
    return `${seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`} left`;
  };
}
