import type { DistillationTrainingResult } from '#contracts';
import { AurocTable } from './auroc-table.js';

/** Writes what was learned from, in words. */
export function distillationImages({ parts, teacher }: DistillationTrainingResult): string {
  const { fit, choose, decide } = parts;
  return `${fit + choose + decide} good parts: ${fit} were learned from, ${choose} chose the epoch, ${decide} decided. Taught by ${teacher}.`;
}

/** Shows how well the memory bank tells defects from good parts, before, after and by the teacher itself. */
export function DistillationFigures({ result }: { result: DistillationTrainingResult }) {
  const { deciding, judging, images, base, name, teacher } = result;
  const { auroc, error } = deciding;
  const named = [[base, 'before'], [name, 'after'], [teacher, 'teacher']] as const; // prettier-ignore
  const rows = named.map(([backbone, at]) => {
    return { backbone, deciding: auroc[at], reviewed: judging?.[at] };
  });
  return (
    <>
      <p>
        Difference to {teacher} on parts that decide: {error.before.toFixed(3)} before,{' '}
        {error.after.toFixed(3)} after.
      </p>
      <AurocTable
        reviewed={`Reviewed frames may only refuse: ${images.good} good, ${images.defects} defects.`}
        rows={rows}
      />
    </>
  );
}
