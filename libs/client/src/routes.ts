import type {
  HttpMethod,
  OperationRequestBodyContent,
  PathsWithMethod,
} from 'openapi-typescript-helpers';
import type { paths } from './api-types.js';

export type Method = Extract<HttpMethod, 'get' | 'put' | 'post' | 'patch' | 'delete'>;

/** The paths that have this method, as the API writes them: `/v1/stations/{station}`. */
export type PathOf<M extends Method> = PathsWithMethod<paths, M>;

type Operation<P extends keyof paths, M extends Method> = paths[P][M];

type ParametersOf<O> = O extends { parameters: infer All }
  ? Pick<All, Extract<keyof All, 'path' | 'query' | 'header'>>
  : never;

type BodyOf<O> = O extends { requestBody: { content: unknown } }
  ? { body: OperationRequestBodyContent<O> }
  : { body?: undefined };

/** The parts of a request: its path's parameters, its query, its headers and its body. */
export type Asked<P extends keyof paths, M extends Method> = ParametersOf<Operation<P, M>> &
  BodyOf<Operation<P, M>> & { signal?: AbortSignal; cache?: 'no-store' };

type JsonOf<Response> = Response extends { content: { 'application/json': infer Body } }
  ? Body
  : undefined;

/** The JSON of the good answer, of each where there are several; undefined where it is no JSON. */
export type Answer<P extends keyof paths, M extends Method> =
  Operation<P, M> extends { responses: infer Good }
    ? { [Status in keyof Good]: JsonOf<Good[Status]> }[keyof Good]
    : never;

/** The paths that have an address: what is read there, or what takes a POST. */
export type Addressed = PathOf<'get'> | PathOf<'post'>;

/** The parameters that name one thing of the API: those of its path, and of the query where it is read. */
export type Named<P extends Addressed> =
  P extends PathOf<'get'> ? PlaceOf<Operation<P, 'get'>> : PlaceOf<Operation<P, 'post'>>;

type PlaceOf<O> = Pick<ParametersOf<O>, Extract<keyof ParametersOf<O>, 'path' | 'query'>>;
