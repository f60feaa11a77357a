/** A regular file in a source's folder, as one look at the folder saw it. */
export interface SeenFile {
  /** The name below the source's folder, with `/` between folders. */
  readonly name: string;
  readonly bytes: number;
  /** The time of the last change of its bytes, and of its entry, in milliseconds since 1970. */
  readonly changedMs: number;
  readonly entryChangedMs: number;
  /** Size and time of change: another one is another file of the same name. */
  readonly identity: string;
}

interface Stand {
  readonly identity: string;
  /** The time of our own clock since which it was seen like this. */
  readonly sinceMs: number;
}

/** The times that a file has to settle before it is its own fault that it is no picture: half a minute, as a rule. */
export const patience = 15;

/**
 * Tells which files are whole: size and time of change stood still for so long. A file whose entry is younger than its
 * bytes by as much was renamed in, and is whole at once. Nothing is read of a file to tell.
 */
export class Stillness {
  private stands = new Map<string, Stand>();
  private readonly suspects = new Map<string, string>();

  constructor(private readonly settleMs: number) {}

  /** Takes what one look at the folder saw at `nowMs`, of a clock that never goes back. */
  look(files: readonly SeenFile[], nowMs: number): void {
    const before = this.stands;
    this.stands = new Map(files.map((file) => [file.name, standOf(file, before, nowMs)]));
    for (const [name, identity] of this.suspects)
      if (this.stands.get(name)?.identity !== identity) this.suspects.delete(name);
  }

  isWhole(file: SeenFile, nowMs: number): boolean {
    const stand = this.stands.get(file.name);
    if (stand === undefined || stand.identity !== file.identity) return false;
    const stillMs = nowMs - stand.sinceMs;
    if (this.isSuspect(file)) return stillMs >= patience * this.settleMs;
    return stillMs >= this.settleMs || file.entryChangedMs - file.changedMs >= this.settleMs;
  }

  /** Notes that a file looks as if its end were missing: whoever writes it may only have paused. */
  suspect(file: SeenFile): void {
    this.suspects.set(file.name, file.identity);
  }

  isSuspect(file: SeenFile): boolean {
    return file.bytes === 0 || this.suspects.get(file.name) === file.identity;
  }
}

function standOf(file: SeenFile, before: Map<string, Stand>, nowMs: number): Stand {
  const stand = before.get(file.name);
  const { identity } = file;
  return stand?.identity === identity ? stand : { identity, sinceMs: nowMs };
}
