export interface CheckResult {
  status: 'up' | 'down';
  ms: number;
  /** The reason why it is down. */
  reason?: string;
}

export interface Readiness {
  status: 'ready' | 'not-ready';
  app: string;
  checks: Record<string, CheckResult>;
  /** The facts that a person wants to know of this process, such as its tensor backend. */
  facts: Record<string, string>;
}

/** The milliseconds after which a check that hangs counts as down. */
const longestCheckMs = 2_500;

/** Named checks of what this process needs to do its work. */
export class Health {
  private readonly checks = new Map<string, () => Promise<void>>();
  private readonly facts = new Map<string, string>();
  private stopping = false;

  constructor(private readonly app: string) {}

  /** Adds a check, which throws when the thing is down; its message is shown as the reason. */
  check(name: string, check: () => Promise<void>): void {
    this.checks.set(name, check);
  }

  fact(name: string, value: string): void {
    this.facts.set(name, value);
  }

  /** Makes the process not ready from now on, so that no more work is sent here. */
  stop(): void {
    this.stopping = true;
  }

  async readiness(): Promise<Readiness> {
    const results = await Promise.all(
      [...this.checks].map(async ([name, check]) => [name, await run(check)] as const),
    );
    if (this.stopping)
      results.push(['shutdown', { status: 'down', ms: 0, reason: 'shutting down' }]);
    return {
      status: results.every(([, result]) => result.status === 'up') ? 'ready' : 'not-ready',
      app: this.app,
      checks: Object.fromEntries(results),
      facts: Object.fromEntries(this.facts),
    };
  }
}

async function run(check: () => Promise<void>): Promise<CheckResult> {
  const start = performance.now();
  const ms = () => Math.round(performance.now() - start);
  try {
    await inTime(check());
    return { status: 'up', ms: ms() };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { status: 'down', ms: ms(), reason };
  }
}

function inTime(work: Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`no answer in ${longestCheckMs} ms`)),
      longestCheckMs,
    );
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
