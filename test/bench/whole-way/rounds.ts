import { setTimeout as sleep } from 'node:timers/promises';
import { VerdictLine } from './verdict-line.js';

/** Frames on their way at once at saturation: enough for full batches in two workers, few enough to stay in memory. */
const onTheirWay = 96;
const connections = 16;

export interface Round {
  frames: number;
  seconds: number;
  /** Milliseconds from sending to the verdict, ascending. */
  latencies: number[];
}

/** Pushes as many frames as come back: a new one is sent whenever a verdict arrives. */
export async function saturate(
  url: string,
  station: string,
  frames: readonly Buffer[],
  count: number,
): Promise<Round> {
  const line = await VerdictLine.open(url, connections);
  const start = performance.now();
  let next = 0;
  const camera = async () => {
    while (next < count) {
      const bytes = frames[next++ % frames.length]!;
      await line.below(onTheirWay);
      await line.send(station, bytes);
    }
  };
  await Promise.all(Array.from({ length: connections }, camera));
  await line.below(1);
  return ended(line, start);
}

/** Pushes frames at a steady rate, whatever becomes of them: a slow answer holds no later frame up. */
export async function steady(
  url: string,
  station: string,
  frames: readonly Buffer[],
  plan: { rate: number; seconds: number },
): Promise<Round> {
  const line = await VerdictLine.open(url, 64);
  const start = performance.now();
  const sent: Promise<void>[] = [];
  for (let index = 0; index < plan.rate * plan.seconds; index++) {
    await sleep(Math.max(0, start + (index * 1000) / plan.rate - performance.now()));
    sent.push(line.send(station, frames[index % frames.length]!));
  }
  await Promise.all(sent);
  await line.below(1);
  return ended(line, start);
}

function ended(line: VerdictLine, start: number): Round {
  const seconds = (performance.now() - start) / 1000;
  line.close();
  const latencies = line.latencies.toSorted((a, b) => a - b);
  return { frames: latencies.length, seconds, latencies };
}

/** Returns the latency that the given share of the frames stayed under. */
export function quantile(round: Round, share: number): number {
  return round.latencies[Math.ceil(share * round.latencies.length) - 1] ?? NaN;
}
