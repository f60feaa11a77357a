import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { thumbnail } from '#images';
import { escaped } from '../evaluate/report/escaped.js';

/** Pictures under one heading, each with a line of text. */
export interface Sheet {
  readonly heading: string;
  readonly pictures: readonly { readonly file: string; readonly text: string }[];
}

const side = 200;

/**
 * Writes `index.html` with the pictures inside it into a folder, so that it can be sent as one file; returns
 * its path.
 */
export async function writeContactSheet(
  folder: string,
  title: string,
  sheets: readonly Sheet[],
): Promise<string> {
  const parts: string[] = [];
  for (const { heading, pictures } of sheets) {
    const figures = await Promise.all(pictures.map(figureOf));
    parts.push(`<h2>${escaped(heading)}</h2><div>${figures.join('')}</div>`);
  }
  await mkdir(folder, { recursive: true });
  const path = join(folder, 'index.html');
  await writeFile(path, page(escaped(title), parts.join('\n')));
  return path;
}

async function figureOf({ file, text }: Sheet['pictures'][number]): Promise<string> {
  const jpeg = await thumbnail(await readFile(file), side);
  const source = `data:image/jpeg;base64,${jpeg.toString('base64')}`;
  return `<figure><img alt="" src="${source}"><figcaption>${escaped(text)}</figcaption></figure>`;
}

function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title><style>
body{font:15px/1.45 system-ui,sans-serif;margin:2rem;color:#1b1f24}div{display:flex;flex-wrap:wrap;gap:12px}
figure{margin:0;width:${side}px}img{max-width:100%;display:block}figcaption{font-size:12px;color:#555;overflow-wrap:anywhere}
</style><h1>${title}</h1>
${body}
</html>
`;
}
