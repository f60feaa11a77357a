import type { OneClassTrainingResult } from '#contracts';
import { AurocTable } from './auroc-table.js';

/** Writes what was learned from, in words. */
export function oneClassImages({ parts: { bank, fit, decide } }: OneClassTrainingResult): string {
  return `${bank + fit + decide} good parts: ${bank} made a bank, ${fit} showed what is learned, ${decide} decided.`;
}

/** Shows how well the memory bank tells defects from good parts, before and after. */
export function OneClassFigures({ result }: { result: OneClassTrainingResult }) {
  const { deciding, judging, images, base, name } = result;
  const named = [[base, 'before'], [name, 'after']] as const; // prettier-ignore
  const rows = named.map(([backbone, at]) => {
    return { backbone, deciding: deciding[at], reviewed: judging?.[at] };
  });
  return (
    <AurocTable
      reviewed={`Reviewed frames decide nothing: ${images.good} good, ${images.defects} defects.`}
      rows={rows}
    />
  );
}
