const markup: readonly (readonly [RegExp, string])[] = [
  [/<svg[\s>]/i, 'an SVG drawing, which is never rendered'],
  [/^\s*<(!doctype html|html)/i, 'an HTML page'],
  [/^\s*<\?xml/i, 'an XML document'],
];
const writings: readonly (readonly [RegExp, string])[] = [
  [
    /^(data:image\/|\/9j\/|iVBORw0KGgo|UklGR|SUkqA|TU0AK)/,
    'an image in base64; send its bytes as they are',
  ],
  [/^\s*[{[]/, 'JSON'],
];
/** The number of bytes of a long text that are looked at, from its beginning and from its end. */
const looked = 65_536;

/**
 * Returns the kind of a text; undefined where the bytes are none, as a camera's pixels are, which may begin like one.
 */
export function textKind(bytes: Buffer): string | undefined {
  const beginning = bytes
    .subarray(0, 512)
    .toString('latin1')
    .replace(/^\xef\xbb\xbf/, '');
  const found = markup.find(([pattern]) => pattern.test(beginning));
  if (found) return found[1];
  if (!isText(bytes.subarray(0, looked)) || !isText(bytes.subarray(-looked))) return undefined;
  return writings.find(([pattern]) => pattern.test(beginning))?.[1] ?? 'plain text';
}

function isText(bytes: Buffer): boolean {
  return (
    /^[\t\n\r\x20-\x7e\x80-\xff]+$/.test(bytes.toString('latin1')) &&
    bytes.equals(Buffer.from(bytes.toString('utf8')))
  );
}
