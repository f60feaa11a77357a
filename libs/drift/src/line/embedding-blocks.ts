/** The number of parts in a block of image embeddings: the mean of a block shows what one part hides. */
export const partsInBlock = 10;
/** The number of normals below which they give no mean worth comparing with. */
export const fewestEmbeddings = 3 * partsInBlock;

/** The channels' figures among the normals' embeddings, and the block that is being filled. All of it is plain JSON. */
export interface EmbeddingBlocks {
  mean: number[];
  deviation: number[];
  sum: number[];
  parts: number;
}

/**
 * Returns the centre that blocks are compared with, and the distances of the normals' own blocks; null with too few
 * normals.
 */
export function startBlocks(
  embeddings: readonly Float32Array[],
): { blocks: EmbeddingBlocks; distances: number[] } | null {
  if (embeddings.length < fewestEmbeddings) return null;
  const sum = sumOf(embeddings);
  const mean = sum.map((value) => value / embeddings.length);
  const deviation = deviationOf(embeddings, mean);
  const distances = ownDistances(embeddings, sum, deviation);
  const blocks = { mean: rounded(mean), deviation: rounded(deviation), parts: 0 };
  return { blocks: { ...blocks, sum: mean.map(() => 0) }, distances };
}

/** Returns the block's distance from the normals' mean when this part fills it; null while it does not. */
export function addToBlock(blocks: EmbeddingBlocks, embedding: Float32Array): number | null {
  blocks.sum = rounded(blocks.sum.map((value, i) => value + embedding[i]!));
  blocks.parts += 1;
  if (blocks.parts < partsInBlock) return null;
  const block = blocks.sum.map((value) => value / partsInBlock);
  blocks.sum = blocks.sum.map(() => 0);
  blocks.parts = 0;
  return distance(block, blocks.mean, blocks.deviation);
}

/**
 * Returns the root mean square over the channels of how far the mean of some embeddings lies off, in the normals'
 * deviations.
 */
export function distance(
  one: readonly number[],
  mean: readonly number[],
  deviation: readonly number[],
): number {
  const squares = one.reduce((sum, value, i) => sum + ((value - mean[i]!) / deviation[i]!) ** 2, 0);
  return Math.sqrt(squares / one.length);
}

/** Each block of normals against the mean of the others, as a block in service is against all of them. */
function ownDistances(
  embeddings: readonly Float32Array[],
  sum: readonly number[],
  deviation: readonly number[],
): number[] {
  const count = Math.floor(embeddings.length / partsInBlock);
  return Array.from({ length: count }, (_, block) => {
    // Every count-th normal, so that neighbours in time, which are alike, lie in different blocks.
    const own = Array.from({ length: partsInBlock }, (_, i) => embeddings[block + i * count]!);
    const ownSum = sumOf(own);
    const others = sum.map((value, i) => (value - ownSum[i]!) / (embeddings.length - partsInBlock));
    const mean = ownSum.map((value) => value / partsInBlock);
    return distance(mean, others, deviation);
  });
}

function sumOf(embeddings: readonly Float32Array[]): number[] {
  const sum = new Array<number>(embeddings[0]!.length).fill(0);
  for (const embedding of embeddings) for (let i = 0; i < sum.length; i++) sum[i]! += embedding[i]!;
  return sum;
}

/** A channel that is the same in all normals counts by the middle channel's deviation, not by nothing. */
function deviationOf(embeddings: readonly Float32Array[], mean: readonly number[]): number[] {
  const deviation = mean.map((centre, i) => {
    const squares = embeddings.reduce((sum, embedding) => sum + (embedding[i]! - centre) ** 2, 0);
    return Math.sqrt(squares / (embeddings.length - 1));
  });
  const middle = deviation.toSorted((a, b) => a - b)[deviation.length >> 1]!;
  const least = Math.max(middle / 10, 1e-9);
  return deviation.map((value) => Math.max(value, least));
}

function rounded(values: readonly number[]): number[] {
  return values.map((value) => Number(value.toPrecision(7)));
}
