import { readFile } from 'node:fs/promises';
import { thumbnail } from '#images';
import type { ImageFile } from '../client/image-files.js';
import type { Mapped } from './mapped.js';

const side = 128;
/** The number of pictures on a page at most, about 4 kB each: a page of 20 MB still opens. */
const mostPictures = 5000;

/** Writes the map as one page that can be sent as a file; a point shows its picture when it is pointed at. */
export async function mapPage(
  svg: string,
  points: readonly Mapped[],
  files: readonly ImageFile[],
): Promise<string> {
  const pictures: string[] = [];
  for (const { path } of files.slice(0, mostPictures))
    pictures.push((await thumbnail(await readFile(path), side)).toString('base64'));
  const names = JSON.stringify(points.map(({ file }) => file)).replaceAll('<', '\\u003c');
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Map of pictures</title><style>
body{font:15px/1.45 system-ui,sans-serif;margin:1rem;color:#1b1f24}svg{width:100%;height:90vh}circle[data-i]:hover{stroke:#000;stroke-width:2}
figure{position:fixed;margin:0;padding:6px;background:#fff;border:1px solid #888;pointer-events:none;display:none;max-width:220px;font-size:12px;overflow-wrap:anywhere}
</style>${svg}<figure><img alt=""><figcaption></figcaption></figure><script>
const names=${names},pictures=${JSON.stringify(pictures)},figure=document.querySelector('figure');
document.querySelector('svg').addEventListener('pointermove',(event)=>{
const i=event.target.dataset.i;figure.style.display=i===undefined?'none':'block';if(i===undefined)return;
figure.style.left=Math.min(event.clientX+12,innerWidth-240)+'px';figure.style.top=Math.min(event.clientY+12,innerHeight-200)+'px';
figure.querySelector('img').src=pictures[i]?'data:image/jpeg;base64,'+pictures[i]:'';figure.querySelector('figcaption').textContent=names[i];});
</script></html>
`;
}
