import { ExactSearch, type Metric, vectorAt } from '#analysis';
import { writeContactSheet } from '../analysis/contact-sheet.js';
import { embedPictures } from '../analysis/embed-pictures.js';
import { say, withTools } from '../analysis/tools.js';
import { findImages } from '../client/image-files.js';

export interface SimilarOptions {
  backbone: string;
  count: number;
  metric: Metric;
  json?: boolean;
  report?: string;
}

/** Prints which pictures of a folder look like one. @throws TouchstoneError folder-layout; of an image, naming it. */
export async function similar(
  image: string,
  folder: string,
  options: SimilarOptions,
): Promise<void> {
  const [query] = await findImages(image);
  const files = await findImages(folder);
  await withTools(options.backbone, async (tools) => {
    const vectors = await embedPictures(files, tools);
    const asked = vectorAt(await embedPictures([query!], tools), 0);
    const search = new ExactSearch(tools.runtime, vectors);
    try {
      const found = search
        .nearest(asked, options.count, options.metric)
        .map(({ place, distance }) => ({ file: files[place]!.name, path: files[place]!.path, distance })); // prettier-ignore
      const lines = found.map(({ file, distance }) => `${distance.toFixed(4)}  ${file}`);
      say({ image: query!.name, metric: options.metric, searched: files.length, found }, lines, options.json); // prettier-ignore
      if (options.report !== undefined) await writePictures(options.report, query!.path, found);
    } finally {
      search.dispose();
    }
  });
}

async function writePictures(
  report: string,
  query: string,
  found: readonly { file: string; path: string; distance: number }[],
): Promise<void> {
  const path = await writeContactSheet(report, 'Similar pictures', [
    { heading: 'Looked for', pictures: [{ file: query, text: query }] },
    {
      heading: 'Found, most similar first',
      pictures: found.map(({ file, path: at, distance }) => ({
        file: at,
        text: `${distance.toFixed(4)} ${file}`,
      })),
    },
  ]);
  process.stderr.write(`Pictures: ${path}\n`);
}
