import type { FastifyInstance, FastifyRequest } from 'fastify';
import { TouchstoneError } from '#contracts';

/** Routes whose body is an image, whatever its header calls it: the bytes decide. */
const imageRoutes: ReadonlySet<string> = new Set([
  '/v1/stations/:station/frames',
  '/v1/stations/:station/normals',
  '/v1/stations/:station/test-set',
  '/v1/stations/:station/test-set/:picture/mask',
  '/v1/stations/:station/mask',
]);

/**
 * Reads the bodies of the routes that take images as the one buffer they arrive in, with any media type or none: cameras
 * write `image/jpg`, `*\/*` or what their HTTP library does by itself. Other routes take JSON.
 */
export function readImageBodies(server: FastifyInstance, bodyLimit: number): void {
  const json = server.getDefaultJsonParser('error', 'error');
  server.removeContentTypeParser(['text/plain', 'application/json']);
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    if (takesImages(request)) done(null, body);
    else void json(request, body.toString(), done);
  });
  server.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit }, (_request, body, done) =>
    done(null, body),
  );
  server.addHook('preParsing', (request, _reply, payload, done) => {
    const type = request.headers['content-type'];
    if (takesImages(request) || type === undefined || /json|multipart/i.test(type))
      done(null, payload); // prettier-ignore
    else done(notJson(type));
  });
}

function takesImages(request: FastifyRequest): boolean {
  return imageRoutes.has(request.routeOptions.url ?? '');
}

function notJson(type: string): TouchstoneError {
  return new TouchstoneError(
    'unsupported-type',
    `the body is sent as ${type}; this route takes application/json`,
  );
}
