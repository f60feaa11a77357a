/** The text that stands in the place of a secret that is not read out. */
export const maskOfSecret = '***';

/** A part of a path that is long and random enough to be a token, as chat services put them there. */
const tokenLike = /^(?=.*\d)(?=.*[A-Za-z])[\w.~-]{16,}$/;

/**
 * Returns a URL without the secrets that it may hold, so that it can be read out: password, user name, the values of
 * the query, parts of the path that look like a token.
 */
export function maskedUrl(text: string): string {
  if (!URL.canParse(text)) return maskOfSecret;
  const url = new URL(text);
  const user = url.username === '' && url.password === '' ? '' : `${maskOfSecret}@`;
  const path = url.pathname
    .split('/')
    .map((part) => (tokenLike.test(part) ? maskOfSecret : part))
    .join('/');
  const query = [...url.searchParams.keys()].map((name) => `${name}=${maskOfSecret}`).join('&');
  const isRoot = path === '/' && !text.endsWith('/') && query === '';
  return `${url.protocol}//${user}${url.host}${isRoot ? '' : path}${query === '' ? '' : `?${query}`}`;
}
