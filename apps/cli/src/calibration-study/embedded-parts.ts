import { readFile } from 'node:fs/promises';
import type { Grouping } from '#contracts';
import { groupIntoParts } from '#calibration';
import type { Backbone } from '#embedding';
import { embedNormals, type EmbeddedNormal } from '#learning';
import { plainView } from '#inspection';
import type { GoodImage } from './good-images.js';

/** The frames of one part, embedded. */
export type EmbeddedPart = readonly EmbeddedNormal[];

export interface EmbeddedParts {
  readonly parts: readonly EmbeddedPart[];
  readonly grouping: Grouping;
}

/** Embeds every image once and groups them into parts as a calibration does. Kept in memory: 128 KiB an image. */
export async function embeddedParts(
  images: readonly GoodImage[],
  backbone: Backbone,
  onImage: (done: number) => void,
): Promise<EmbeddedParts> {
  const normals = images.map(({ name, path, partId }) => ({
    id: name,
    partId,
    bytes: () => readFile(path),
  }));
  const frames: EmbeddedNormal[] = [];
  for await (const frame of embedNormals(normals, backbone, plainView(backbone.size))) {
    frames.push(frame);
    onImage(frames.length);
  }
  return byPart(frames);
}

/** Every frame is told its part, so that no half of them is grouped in another way. */
function byPart(frames: readonly EmbeddedNormal[]): EmbeddedParts {
  const clues = frames.map(({ normalId: id, partId, image: embedding }) => ({
    id,
    partId,
    lot: null,
    capturedAt: null,
    embedding,
  }));
  const { parts: partOf, grouping } = groupIntoParts(clues);
  const parts = new Map<string, EmbeddedNormal[]>();
  for (const frame of frames) {
    const partId = partOf.get(frame.normalId)!;
    const part = parts.get(partId);
    if (part) part.push({ ...frame, partId });
    else parts.set(partId, [{ ...frame, partId }]);
  }
  return { parts: [...parts.values()], grouping };
}
