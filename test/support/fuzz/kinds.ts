import {
  flipped,
  json,
  oneOf,
  form,
  type Shot,
  type Source,
  strangeText,
  withHeaders,
} from './shots.js';

const station = '/v1/stations/fuzzed';
const frames = `${station}/frames`;
const uuid = '0190a000-0000-7000-8000-000000000001';
const lists = [
  '/v1/frames',
  '/v1/inspections',
  '/v1/alerts',
  `${station}/normals`,
  `${station}/audit`,
];
const writes = [
  ['PUT', '/v1/stations/fuzzed-2'],
  ['PATCH', station],
  ['POST', `${station}/calibrations`],
  ['POST', `${station}/challenges`],
  ['PUT', `${station}/golden-parts/p1`],
  ['POST', `${station}/analyses`],
  ['POST', `/v1/frames/${uuid}/review`],
  ['POST', `/v1/alerts/${uuid}/acknowledge`],
] as const;
const fields = ['title', 'by', 'reason', 'why', 'name', 'note', 'backbone', 'webhook', 'targets', 'kind', 'settings', 'answer']; // prettier-ignore
const strangeNumbers = [-1, 0, 1e308, -1e308, 0.1, 2 ** 53, 'NaN', '1e999', '0x10', '', null];
const strangeTimes = ['0000-01-01T00:00:00Z', '9999-12-31T23:59:59-23:59', '2026-02-30T00:00Z', '+275760-09-13', 'now', '2026-11-30T12:00', '-1', '\u00bd']; // prettier-ignore

function body(from: Source): Record<string, unknown> {
  const names = Array.from({ length: 1 + from.whole(4) }, () => oneOf(from, fields));
  return Object.fromEntries(names.map((name) => [name, strangeValue(from, 3)]));
}

function strangeValue(from: Source, depth: number): unknown {
  const kind = from.whole(depth > 0 ? 6 : 3);
  if (kind === 0) return strangeText(from);
  if (kind === 1) return oneOf(from, strangeNumbers);
  if (kind === 2) return oneOf(from, [true, null, [], {}]);
  if (kind === 3) return [strangeValue(from, depth - 1), strangeValue(from, depth - 1)];
  return { [oneOf(from, fields)]: strangeValue(from, depth - 1) };
}

function write(from: Source, value: unknown): Shot {
  const [method, path] = oneOf(from, writes);
  return json(method, path, value);
}

function push(from: Source, bytes: Buffer, headers: Record<string, string> = {}): Shot {
  const path = oneOf(from, [frames, `${station}/normals`]);
  return {
    method: 'POST',
    path,
    headers: { 'content-type': 'image/png', ...headers },
    body: bytes,
  };
}

function get(path: string, headers: Record<string, string> = {}): Shot {
  return { method: 'GET', path, headers };
}

/** Every way in which a caller may be wrong, by name: each makes one request from a source of random numbers. */
export const kinds: Record<string, (from: Source) => Shot> = {
  'unknown path': (from) => get(`/${from.hex(12)}/${from.hex(6)}`),
  'escaped path': (from) => get(station.replace('v1', oneOf(from, ['%761', '%00', '%ff', '%e0%a4', 'v1%2f..']))), // prettier-ignore
  'wrong method': (from) => ({ method: oneOf(from, ['DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'HEAD']), path: oneOf(from, [...lists, '/v1/events']), headers: {} }), // prettier-ignore
  'long target': (from) => get(`${oneOf(from, lists)}?${'x'.repeat(1 + from.whole(12_000))}=1`),
  'strange numbers': (from) => get(`${oneOf(from, lists)}?limit=${String(oneOf(from, strangeNumbers))}`), // prettier-ignore
  'strange times': (from) => get(`/v1/inspections?from=${encodeURIComponent(oneOf(from, strangeTimes))}`), // prettier-ignore
  'strange query': (from) => get(`/v1/inspections?partId=${encodeURIComponent(Buffer.from(strangeText(from)).toString())}`), // prettier-ignore
  cursor: (from) => get(`${oneOf(from, lists)}?cursor=${cursorOf(from)}`),
  id: (from) => get(`/v1/${oneOf(from, ['frames', 'alerts', 'calibrations', 'rehearsals', 'analyses'])}/${oneOf(from, [uuid, '-'.repeat(36), from.hex(32), '%00'])}`), // prettier-ignore
  'random body': (from) => write(from, body(from)),
  'text in a body': (from) => write(from, { [oneOf(from, fields)]: strangeText(from) }),
  'deep body': (from) => ({ ...write(from, {}), body: Buffer.from('['.repeat(from.whole(50_000))) }), // prettier-ignore
  'prototype in a body': (from) => ({ ...write(from, {}), body: Buffer.from('{"__proto__":{"by":"x"},"constructor":{"prototype":{}}}') }), // prettier-ignore
  'broken JSON': (from) => ({ ...write(from, {}), body: Buffer.from(JSON.stringify(body(from)).slice(0, -1 - from.whole(5))) }), // prettier-ignore
  'wrong content type': (from) => withHeaders(write(from, body(from)), { 'content-type': oneOf(from, ['text/plain', 'image/png', 'a', '*/*', 'application/json; charset=utf-7', 'multipart/form-data', ';', 'application/jsonx']) }), // prettier-ignore
  'no content type': (from) => withHeaders(write(from, body(from)), { 'content-type': '' }),
  'cut form': (from) => cutForm(from, from.whole(400)),
  'form without boundary': (from) => withHeaders(cutForm(from, 400), { 'content-type': oneOf(from, ['multipart/form-data', 'multipart/form-data; boundary=', 'multipart/form-data; boundary=other', 'multipart/mixed; boundary=b']) }), // prettier-ignore
  'strange form fields': (from) => form(frames, [oneOf(from, ['partId', '__proto__', 'capturedAt', '', 'a'.repeat(300)]), strangeText(from)], from.picture), // prettier-ignore
  'random bytes as a picture': (from) => push(from, from.bytes(from.whole(2_000))),
  'cut picture': (from) => push(from, from.picture.subarray(0, from.whole(from.picture.length))),
  'flipped picture': (from) => push(from, flipped(from, from.picture)),
  'strange headers': (from) => push(from, from.picture, { 'touchstone-part-id': header(from), 'touchstone-captured-at': oneOf(from, strangeTimes), prefer: oneOf(from, ['wait=-1', 'wait=1e9', 'wait=0', ',,,', 'wait=a']), 'idempotency-key': header(from), expect: oneOf(from, ['100-continue', '']) }), // prettier-ignore
  'left in the middle': (from) => ({ ...push(from, from.picture), leavesAfter: from.whole(from.picture.length) }), // prettier-ignore
};

function cursorOf(from: Source): string {
  const time = oneOf(from, ['1', '999999999999999', '-1', 'a', '']);
  const text = `${time} ${oneOf(from, [uuid, '-'.repeat(36), from.hex(36)])}`;
  return oneOf(from, [Buffer.from(text).toString('base64url'), from.hex(20), '%00', '%ed%a0%80']);
}

function cutForm(from: Source, bytes: number): Shot {
  const whole = form(frames, ['partId', 'p'], from.picture);
  return { ...whole, body: whole.body?.subarray(0, bytes) };
}

/** A header's value may be any byte of Latin-1 but those that end it. */
function header(from: Source): string {
  return [...from.bytes(from.whole(20))].map((code) => String.fromCharCode(code < 32 || code === 127 ? 233 : code)).join(''); // prettier-ignore
}
