import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EventText } from './event-text.js';

const whole = fc.record({
  id: fc.stringMatching(/^[0-9]{1,6}-[0-9]$/),
  type: fc.constantFrom('inspection', 'alert'),
  text: fc.json(),
});

function wireOf(events: { id: string; type: string; text: string }[], end: string): string {
  return events
    .map(({ id, type, text }) =>
      [`id: ${id}`, `event: ${type}`, `data: ${text}`, '', ': alive', '', ''].join(end),
    )
    .join('');
}

test('events come out whole, in order, however the text was cut', () => {
  fc.assert(
    fc.property(
      fc.array(whole, { maxLength: 8 }),
      fc.constantFrom('\n', '\r\n'),
      fc.integer({ min: 1, max: 17 }),
      (events, end, size) => {
        const wire = wireOf(events, end);
        const text = new EventText();
        const taken = [];
        for (let at = 0; at < wire.length; at += size)
          taken.push(...text.take(wire.slice(at, at + size)));
        expect(taken).toEqual(events);
      },
    ),
  );
});

test('several data lines are one text, and comments are none', () => {
  const text = new EventText();
  expect(text.take(': hello\n\nretry: 2000\n\ndata: a\ndata: b\n\n')).toEqual([
    { id: '', type: 'message', text: 'a\nb' },
  ]);
});
