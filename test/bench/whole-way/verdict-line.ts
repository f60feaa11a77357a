import { Agent, request } from 'node:http';
import { performance } from 'node:perf_hooks';

/** One camera's view of the service: sends frames over kept-open connections and hears verdicts as they come. */
export class VerdictLine {
  private readonly agent: Agent;
  private readonly sentAt = new Map<string, number>();
  private readonly early = new Map<string, number>();
  private readonly waiting = new Set<() => void>();
  private readonly hangUp = new AbortController();
  /** Milliseconds from the start of sending to the verdict's arrival, one a frame. */
  readonly latencies: number[] = [];

  private constructor(
    private readonly url: string,
    connections: number,
  ) {
    this.agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  static async open(url: string, connections: number): Promise<VerdictLine> {
    const line = new VerdictLine(url, connections);
    await line.listen();
    return line;
  }

  get outstanding(): number {
    return this.sentAt.size;
  }

  /** Sends one frame; resolves when it is accepted. */
  async send(station: string, bytes: Buffer): Promise<void> {
    const start = performance.now();
    const id = await this.post(`${this.url}/v1/stations/${station}/frames`, bytes);
    const arrived = this.early.get(id);
    if (arrived === undefined) this.sentAt.set(id, start);
    else this.finish(id, start, arrived);
  }

  /** Resolves when fewer than `most` frames wait for their verdict. */
  async below(most: number): Promise<void> {
    while (this.sentAt.size >= most)
      await new Promise<void>((resolve) => void this.waiting.add(resolve));
  }

  close(): void {
    this.hangUp.abort();
    this.agent.destroy();
  }

  private post(url: string, bytes: Buffer): Promise<string> {
    return new Promise((resolve, reject) => {
      const headers = { 'Content-Type': 'image/jpeg', 'Content-Length': bytes.length };
      const post = request(url, { method: 'POST', agent: this.agent, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          if (response.statusCode !== 202)
            return reject(new Error(`${response.statusCode} ${text}`));
          resolve((JSON.parse(text) as { id: string }).id);
        });
      });
      post.on('error', reject);
      post.end(bytes);
    });
  }

  private async listen(): Promise<void> {
    const response = await fetch(`${this.url}/v1/events`, { signal: this.hangUp.signal });
    if (!response.ok || response.body === null) throw new Error(`events: ${response.status}`);
    void this.read(response.body).catch((error: unknown) => {
      if (!this.hangUp.signal.aborted) throw error;
    });
  }

  private async read(stream: ReadableStream<Uint8Array>): Promise<void> {
    let text = '';
    const decoder = new TextDecoder();
    for await (const chunk of stream) {
      const blocks = (text + decoder.decode(chunk, { stream: true })).split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) this.hear(block);
    }
  }

  private hear(block: string): void {
    if (!/^event: ?inspection$/m.test(block)) return;
    const id = /"frameId":"([0-9a-f-]{36})"/.exec(block)?.[1];
    if (id === undefined) return;
    const start = this.sentAt.get(id);
    if (start === undefined) this.early.set(id, performance.now());
    else this.finish(id, start, performance.now());
  }

  private finish(id: string, start: number, arrived: number): void {
    this.sentAt.delete(id);
    this.early.delete(id);
    this.latencies.push(arrived - start);
    for (const wake of this.waiting) wake();
    this.waiting.clear();
  }
}
