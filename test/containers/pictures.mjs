import { chmodSync, mkdirSync } from 'node:fs';
import path from 'node:path';

const [normals, frames] = ['60', '40'];

/** Has the command line inside the image render the demo's parts, in MVTec AD layout; resolves to the folder. */
export async function renderPictures(set, scratch) {
  const folder = path.join(scratch, 'pictures');
  mkdirSync(folder);
  // The image's user is not ours.
  chmodSync(scratch, 0o755);
  chmodSync(folder, 0o777);
  const simulate = ['simulate', '--out', '/pictures', '--normals', normals, '--count', frames];
  const options = ['run', '--rm', '--network', 'none', '-v', `${folder}:/pictures`];
  await set.engine.run(...options, set.image('compute'), 'touchstone', ...simulate);
  return folder;
}
