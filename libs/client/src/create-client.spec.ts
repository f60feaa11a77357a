import { expect, test } from 'vitest';
import { addressOf, anew, ApiProblem, createApiClient } from './index.js';

const at = 'http://touchstone.test';

/** A client whose every request gets this answer, and the requests that it sent. */
function answered(answer: () => Response, key = '') {
  const sent: Request[] = [];
  const fetch = (request: Request) => {
    sent.push(request);
    return Promise.resolve(answer());
  };
  return { api: createApiClient({ url: at, key: () => key, fetch }), sent };
}

const refusal = { type: 't', title: 't', status: 400, code: 'validation-failed', detail: 'no' };

test('a path is filled with what was given, written so that it stays one part of the path', async () => {
  const { api, sent } = answered(() => Response.json({ id: 'a' }));
  await api.get('/v1/stations/{station}/golden-parts', { path: { station: 'a/b c' } });
  await api.get('/v1/inspections', { query: { station: 'a&b', limit: 3, cursor: undefined } });
  expect(sent.map(({ url }) => url)).toEqual([
    `${at}/v1/stations/a%2Fb%20c/golden-parts`,
    `${at}/v1/inspections?station=a%26b&limit=3`,
  ]);
});

test('a body goes as JSON, and bytes go as they are, under their media type', async () => {
  const { api, sent } = answered(() => Response.json({}));
  const path = { station: 'a' };
  await api.post('/v1/stations/{station}/challenges', { path, body: { by: 'anna' } });
  const body = new Blob(['bytes'], { type: 'image/png' });
  const header = { 'Touchstone-Part-Id': 'p1', 'Touchstone-Lot': undefined };
  await api.post('/v1/stations/{station}/normals', { path, header, body });
  expect(await Promise.all(sent.map((one) => one.text()))).toEqual(['{"by":"anna"}', 'bytes']);
  expect(sent.map(({ headers }) => headers.get('content-type'))).toEqual([
    'application/json',
    'image/png',
  ]);
  expect(sent[1]!.headers.get('touchstone-part-id')).toBe('p1');
  expect(sent[1]!.headers.has('touchstone-lot')).toBe(false);
});

test('the key of the moment goes along, and none where there is none', async () => {
  let key = '';
  const sent: (string | null)[] = [];
  const fetch = ({ headers }: Request) => {
    sent.push(headers.get('authorization'));
    return Promise.resolve(Response.json({}));
  };
  const api = createApiClient({ url: at, key: () => key, fetch });
  await api.get('/v1/store', {});
  key = 'secret';
  await api.get('/v1/store', {});
  expect(sent).toEqual([null, 'Bearer secret']);
});

test('a refusal is thrown with its status, its code, its sentence and the places that are wrong', async () => {
  const errors = [{ path: 'limit', message: 'a number' }];
  const { api } = answered(() => Response.json({ ...refusal, errors }, { status: 400 }));
  const failure = await api.get('/v1/alerts', {}).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(ApiProblem);
  expect(failure).toMatchObject({ status: 400, code: 'validation-failed', message: 'no', errors });
  await expect(api.open('/v1/events', {})).rejects.toBeInstanceOf(ApiProblem);
});

test("a proxy's page is a refusal that says which route it was, and not the page", async () => {
  const { api } = answered(() => new Response('<html>', { status: 502 }));
  await expect(api.get('/v1/frames/{frame}', { path: { frame: 'f' } })).rejects.toMatchObject({
    code: 'unknown',
    status: 502,
    message: 'GET /v1/frames/{frame} was answered with status 502.',
  });
});

test('a good answer that is not JSON is not believed', async () => {
  const { api } = answered(() => new Response('<html>'));
  await expect(api.get('/v1/store', {})).rejects.toThrow(/GET \/v1\/store .* not JSON/);
});

test('which of its good answers came is told where it is asked for', async () => {
  const { api } = answered(() => Response.json({ id: 'n' }, { status: 200 }));
  const body = new Blob([]);
  const came = await api.postFor('/v1/stations/{station}/normals', {
    path: { station: 'a' },
    body,
  });
  expect(came).toMatchObject({ status: 200, body: { id: 'n' } });
});

test('an address names what a GET would read, and is read with the key', async () => {
  const { api, sent } = answered(() => new Response('png'), 'secret');
  const path = { frame: 'f 1' };
  const address = addressOf('/v1/frames/{frame}/thumbnail', { path, query: { side: 64 } });
  expect(address).toBe('/v1/frames/f%201/thumbnail?side=64');
  expect(await (await api.openAddress(address)).text()).toBe('png');
  expect(sent[0]!.url).toBe(`${at}${address}`);
  expect(sent[0]!.headers.get('authorization')).toBe('Bearer secret');
});

test('a picture that changed has another name at each turn', () => {
  const mask = addressOf('/v1/stations/{station}/mask/preview', { path: { station: 'a' } });
  const small = addressOf('/v1/frames/{frame}/heatmap', {
    path: { frame: 'f' },
    query: { side: 9 },
  });
  expect([anew(mask, 2), anew(small, 3)]).toEqual([
    '/v1/stations/a/mask/preview?turn=2',
    '/v1/frames/f/heatmap?side=9&turn=3',
  ]);
});

test('who has errors of their own throws those', async () => {
  const fetch = () => Promise.resolve(Response.json(refusal, { status: 400 }));
  const failure = ({ code }: ApiProblem) => new RangeError(code);
  const api = createApiClient({ url: at, key: () => '', fetch, failure });
  await expect(api.get('/v1/store', {})).rejects.toThrow(RangeError);
});

test('what is asked for can be called off', async () => {
  const stop = new AbortController();
  const { api, sent } = answered(() => Response.json({}));
  await api.get('/v1/store', { signal: stop.signal });
  stop.abort();
  expect(sent[0]!.signal.aborted).toBe(true);
});
