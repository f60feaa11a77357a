import type { Address } from './address.js';
import type { Answer, Asked, Method, Named, PathOf } from './routes.js';
import { sender, type SenderOptions } from './sender.js';

/** An answer with its status, where a route has more than one good one. */
export interface Exchange<T> {
  readonly status: number;
  readonly body: T;
}

type Call<M extends Method> = <P extends PathOf<M>>(
  path: P,
  asked: Asked<P, M>,
) => Promise<Answer<P, M>>;

/**
 * The API, each route with the parameters that it takes and the answer that it gives. Every call rejects with
 * ApiProblem for an answer that is not a success, and with what `fetch` throws where nobody answers.
 */
export interface ApiClient {
  get<P extends PathOf<'get'>>(
    path: P,
    asked: Asked<P, 'get'> | Named<P>,
  ): Promise<Answer<P, 'get'>>;
  readonly put: Call<'put'>;
  readonly post: Call<'post'>;
  readonly patch: Call<'patch'>;
  readonly delete: Call<'delete'>;
  /** A POST of which one must know which of its good answers came. */
  postFor<P extends PathOf<'post'>>(
    path: P,
    asked: Asked<P, 'post'>,
  ): Promise<Exchange<Answer<P, 'post'>>>;
  /** The good answer to a GET, its body unread: a live stream, bytes, or text in place of JSON. */
  open<P extends PathOf<'get'>>(path: P, asked: Asked<P, 'get'>): Promise<Response>;
  /** Returns the good answer at an address that `addressOf` made, its body unread. */
  openAddress(address: Address): Promise<Response>;
}

/** Makes the client of one API. */
export function createApiClient(options: SenderOptions): ApiClient {
  const send = sender(options);
  const exchange = async <P extends PathOf<M>, M extends Method>(
    method: M,
    path: P,
    asked: Asked<P, M>,
  ): Promise<Exchange<Answer<P, M>>> => {
    const { response, data } = await send(method, path, asked);
    return { status: response.status, body: data as Answer<P, M> };
  };
  const call =
    <M extends Method>(method: M): Call<M> =>
    async (path, asked) =>
      (await exchange(method, path, asked)).body;
  return {
    get: call('get'),
    put: call('put'),
    post: call('post'),
    patch: call('patch'),
    delete: call('delete'),
    postFor: (path, asked) => exchange('post', path, asked),
    open: async (path, asked) => (await send('get', path, asked, 'unread')).response,
    openAddress: async (address) => (await send('get', address, {}, 'unread')).response,
  };
}
