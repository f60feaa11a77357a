import { isUtf8 } from 'node:buffer';

/**
 * Returns the text of a header or a form's field. Node reads them byte by byte as Latin-1; what is valid UTF-8 is
 * UTF-8, so that a serial is the same text by whichever way it comes, and the rest stays Latin-1.
 */
export function textOf(latin1: string): string {
  const bytes = Buffer.from(latin1, 'latin1');
  return isUtf8(bytes) ? bytes.toString('utf8') : latin1;
}
