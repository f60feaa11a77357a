/** The exit code with which a shell counts a program that SIGPIPE ended: 128 + 13. */
const readerGone = 141;

/** Ends the process quietly once nobody reads what it prints any more, as in `touchstone inspect ... | head`. */
export function leaveWithTheReader(): void {
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
      process.exit(readerGone);
    });
}
