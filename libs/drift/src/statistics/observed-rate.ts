/** The newest parts in blocks, so that a share of them needs no list of them. All of it is plain JSON. */
export type ObservedBlocks = { parts: number; alarms: number }[];

const partsInBlock = 500;
const mostBlocks = 20;

export function observe(blocks: ObservedBlocks, alarm: boolean): void {
  let newest = blocks.at(-1);
  if (newest === undefined || newest.parts >= partsInBlock) {
    newest = { parts: 0, alarms: 0 };
    blocks.push(newest);
    if (blocks.length > mostBlocks) blocks.shift();
  }
  newest.parts += 1;
  newest.alarms += Number(alarm);
}

/** Returns the share of alarms among the newest parts, 10,000 at most; null without a part. */
export function observedRate(blocks: ObservedBlocks): { rate: number | null; parts: number } {
  const parts = blocks.reduce((sum, block) => sum + block.parts, 0);
  const alarms = blocks.reduce((sum, block) => sum + block.alarms, 0);
  return { rate: parts === 0 ? null : alarms / parts, parts };
}
