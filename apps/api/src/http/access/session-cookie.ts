import type { FastifyReply, FastifyRequest } from 'fastify';

/** The name of the cookie that holds the token of a sign-in. */
export const sessionCookie = 'touchstone_session';

/** The mark by which a token of a sign-in is told from a key. */
export const sessionMark = 'tss';

/** Returns the token of the sign-in that the browser sends, or that a program sends as its key; undefined without one. */
export function sessionTokenOf(request: FastifyRequest, key?: string): string | undefined {
  if (key === undefined) return request.cookies?.[sessionCookie];
  return key.startsWith(`${sessionMark}_`) ? key : undefined;
}

/** Gives the browser a token that no script reads and no other site's page sends, over TLS only where we have it. */
export function setSessionCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  token: string,
  expires: Date,
): void {
  void reply.setCookie(sessionCookie, token, { ...attributesFor(request), expires });
}

export function clearSessionCookie(request: FastifyRequest, reply: FastifyReply): void {
  void reply.clearCookie(sessionCookie, attributesFor(request));
}

function attributesFor({ protocol }: FastifyRequest) {
  return { path: '/', httpOnly: true, sameSite: 'strict', secure: protocol === 'https' } as const;
}
