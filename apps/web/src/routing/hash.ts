/** Returns the segments of a hash such as `#/stations/<id>/drift?hours=8`, and its query. */
export function segmentsOf(hash: string): { segments: string[]; query: URLSearchParams } {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  return { segments: path.split('/').map(decoded), query: new URLSearchParams(query) };
}

/** A link cut in the middle of an escape still leads somewhere. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
