import { api, sentenceOf } from '../../api/client.js';
import { bytesOf, type PictureFile } from '../../components/dropped-files.js';
import { partOfFile, type PartRule } from './part-of-file.js';

const together = 3;

export interface UploadProgress {
  done: number;
  of: number;
  /** The number of pictures that are not counted again: the station had these very bytes. */
  known: number;
  refused: { path: string; reason: string }[];
}

/** Sends pictures of good parts, a few at a time; one that is refused does not stop the others. */
export async function uploadNormals(
  stationId: string,
  files: readonly PictureFile[],
  rule: PartRule,
  onProgress: (progress: UploadProgress) => void,
): Promise<void> {
  const progress: UploadProgress = { done: 0, of: files.length, known: 0, refused: [] };
  const waiting = [...files];
  const sendNext = async (): Promise<void> => {
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
      await sendOne(stationId, file, rule, progress);
      progress.done++;
      onProgress({ ...progress });
    }
  };
  onProgress({ ...progress });
  await Promise.all(Array.from({ length: together }, sendNext));
}

async function sendOne(
  stationId: string,
  { path, file }: PictureFile,
  rule: PartRule,
  progress: UploadProgress,
): Promise<void> {
  const part = partOfFile(path, rule);
  try {
    const { status } = await api.postFor('/v1/stations/{station}/normals', {
      path: { station: stationId },
      header: { 'Touchstone-Part-Id': part ?? undefined },
      body: bytesOf(file),
    });
    if (status === 200) progress.known++;
  } catch (error) {
    progress.refused.push({ path, reason: sentenceOf(error) });
  }
}
