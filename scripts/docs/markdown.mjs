/** Reads the links and the anchors of a Markdown page, as GitHub and editors do. */

/** Returns the page without code, fenced or in backticks, so that an example is not taken for a link. */
function withoutCode(text) {
  return text
    .replace(/^(```|~~~)[\s\S]*?^\1/gm, '')
    .replace(/`[^`\n]*`/g, (code) => code.replace(/[[\]()<>]/g, ' '));
}

/** Returns the targets of all links and pictures of a page, as they are written. */
export function linksOf(text) {
  const inline = /\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g;
  const defined = /^\[[^\]]+\]:\s*(\S+)/gm;
  const page = withoutCode(text);
  return [...page.matchAll(inline), ...page.matchAll(defined)].map(([, target]) => target);
}

/** Returns the anchor of each heading: small letters, spaces as hyphens, no punctuation, repeats numbered. */
export function anchorsOf(text) {
  const fenceless = text.replace(/^(```|~~~)[\s\S]*?^\1/gm, '');
  const seen = new Map();
  return [...fenceless.matchAll(/^#{1,6}\s+(.+?)\s*#*$/gm)].map(([, heading]) => {
    const slug = slugOf(heading);
    const times = seen.get(slug) ?? 0;
    seen.set(slug, times + 1);
    return times === 0 ? slug : `${slug}-${times}`;
  });
}

function slugOf(heading) {
  return heading
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');
}
