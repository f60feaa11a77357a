import { expect, test } from 'vitest';
import { LookSpans } from './look-spans.js';

const at = (minutes: number) => new Date(Date.UTC(2026, 0, 1, 0, minutes));

test('the first look goes through everything, those after it from ten minutes before the last one on', () => {
  const spans = new LookSpans();
  const first = spans.of('line-1', at(0));
  expect(first).toEqual({ since: null, until: at(0) });
  spans.done('line-1', first);
  const second = spans.of('line-1', at(1));
  expect(second).toEqual({ since: at(-10), until: at(1) });
  spans.done('line-1', second);
  expect(spans.of('line-1', at(30))).toEqual({ since: at(-9), until: at(30) });
  expect(spans.of('line-2', at(30)).since).toBeNull();
});

test('a look that was not finished is looked at again from where it began', () => {
  const spans = new LookSpans();
  expect(spans.of('line-1', at(0)).since).toBeNull();
  expect(spans.of('line-1', at(1)).since).toBeNull();
  spans.done('line-1', spans.of('line-1', at(2)));
  spans.of('line-1', at(20));
  expect(spans.of('line-1', at(21)).since).toEqual(at(-8));
});

test('everything is looked at again once an hour, however many looks there were', () => {
  const spans = new LookSpans();
  const whole: number[] = [];
  for (let minute = 0; minute <= 125; minute++) {
    const span = spans.of('line-1', at(minute));
    if (span.since === null) whole.push(minute);
    spans.done('line-1', span);
  }
  expect(whole).toEqual([0, 60, 120]);
});

test('a clock that is set back leaves nothing out', () => {
  const spans = new LookSpans();
  spans.done('line-1', spans.of('line-1', at(30)));
  expect(spans.of('line-1', at(5)).since).toEqual(at(-5));
});
