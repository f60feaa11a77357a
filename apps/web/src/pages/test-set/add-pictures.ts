import type { KnownPart } from '#contracts';
import { api, sentenceOf } from '../../api/client.js';
import { bytesOf, type PictureFile } from '../../components/dropped-files.js';
import { readOperator } from '../../components/operator.js';

const together = 3;

export interface Adding {
  done: number;
  of: number;
  refused: { path: string; reason: string }[];
}

/** Adds pictures of known parts, a few at a time; one that is refused does not stop the others. */
export async function addTestPictures(
  station: string,
  files: readonly PictureFile[],
  said: { known: KnownPart; kind: string },
  onProgress: (adding: Adding) => void,
): Promise<void> {
  const adding: Adding = { done: 0, of: files.length, refused: [] };
  const waiting = [...files];
  const { known, kind } = said;
  const query = { known, by: readOperator(), ...(known === 'bad' && kind !== '' && { kind }) };
  const sendNext = async (): Promise<void> => {
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
      try {
        await api.post('/v1/stations/{station}/test-set', {
          path: { station },
          query: { ...query, file: file.path },
          body: bytesOf(file.file),
        });
      } catch (error) {
        adding.refused.push({ path: file.path, reason: sentenceOf(error) });
      }
      adding.done++;
      onProgress({ ...adding });
    }
  };
  onProgress({ ...adding });
  await Promise.all(Array.from({ length: together }, sendNext));
}
