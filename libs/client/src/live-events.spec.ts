import { expect, test } from 'vitest';
import { type LiveEntry, liveEventsOf } from './live-events.js';

const gone = { type: 'station-changed', stationId: 'düse-1', changed: 'deleted' };

test('events come typed and whole, also where a piece ends within a letter; keep-alives are told of', async () => {
  const wire = new TextEncoder().encode(
    `: alive\n\nid: 7-0\nevent: station-changed\ndata: ${JSON.stringify(gone)}\n\n`,
  );
  const pieces = [...wire].map((byte) => Uint8Array.of(byte));
  const body = new ReadableStream<Uint8Array>({
    pull: (stream) => {
      const next = pieces.shift();
      if (next === undefined) stream.close();
      else stream.enqueue(next);
    },
  });
  let told = 0;
  const entries: LiveEntry[] = [];
  for await (const entry of liveEventsOf(new Response(body), () => told++)) entries.push(entry);
  expect(entries).toEqual([{ id: '7-0', event: gone }]);
  expect(told).toBe(wire.length);
});
