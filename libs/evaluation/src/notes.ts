import { leastNormals, partsFor } from '#calibration';
import type { EvaluatedSet } from './result.js';

/** Writes what a reader of the figures must know: what is missing, and why something is null. */
export function notesOf(evaluated: EvaluatedSet): string[] {
  const { set, unreadable, unreadableTest, scored, pixels, limits, target } = evaluated;
  const normals = set.train.length - unreadable.length;
  const defects = scored.filter(({ type }) => type !== 'good');
  const without = defects.filter(({ mask }) => mask === undefined).length;
  const notes = [
    unreadable.length > 0 &&
      `${unreadable.length} pictures of train/good cannot be read and taught nothing: ${unreadable.join(', ')}.`,
    unreadableTest.length > 0 &&
      `${unreadableTest.length} pictures of test/ cannot be read and were not judged: ${unreadableTest.join(', ')}.`,
    !limits &&
      `train/good has ${set.train.length} images and limits need ${leastNormals}: the rates are not known.`,
    limits &&
      normals < partsFor(target) &&
      `The reject limit is provisional: a target of ${target} needs ${partsFor(target)} normals and there are ${normals}, so it is the largest held-out score.`,
    defects.length === scored.length &&
      'There are no images in test/good: areas, F1 and the false-alarm rate are not known.',
    defects.length === 0 &&
      'There are no defects below test/: areas, F1 and the miss rate are not known.',
    defects.length > 0 &&
      without > 0 &&
      `${without} of ${defects.length} defects have no mask; pixel AUROC and AUPRO leave them out.`,
    pixels.unreadableMasks.length > 0 &&
      `${pixels.unreadableMasks.length} masks cannot be read; pixel AUROC and AUPRO leave these images out: ${pixels.unreadableMasks.join('; ')}.`,
    pixels.emptyMasks > 0 &&
      `${pixels.emptyMasks} masks have no white pixel; pixel AUROC and AUPRO leave these images out.`,
  ];
  return notes.filter((note) => note !== false && note !== undefined);
}
