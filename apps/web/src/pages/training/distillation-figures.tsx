import type { DistillationTrainingResult } from '#contracts';

/** What was learned from, in words. */
export function distillationImages({ parts, teacher }: DistillationTrainingResult): string {
  const { fit, choose, decide } = parts;
  return `${fit + choose + decide} good parts: ${fit} were learned from, ${choose} chose the epoch, ${decide} decided. Taught by ${teacher}.`;
}

/** How well the memory bank tells defects from good parts, before, after and by the teacher itself. */
export function DistillationFigures({ result }: { result: DistillationTrainingResult }) {
  const { deciding, judging, images, base, name, teacher } = result;
  const rows = [[base, 'before'], [name, 'after'], [teacher, 'teacher']] as const; // prettier-ignore
  const said = (value: number | undefined) => value?.toFixed(3) ?? '–';
  return (
    <>
      <p>
        Difference to {teacher} on parts that decide: {said(deciding.error.before)} before,{' '}
        {said(deciding.error.after)} after.
      </p>
      <table className="training-figures">
        <caption className="quiet">
          AUROC by the memory bank. Reviewed frames may only refuse: {images.good} good,{' '}
          {images.defects} defects.
        </caption>
        <thead>
          <tr>
            <th scope="col">Backbone</th>
            <th scope="col">Pasted defects, which decide</th>
            <th scope="col">Reviewed frames</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([who, at]) => (
            <tr key={at}>
              <th scope="row">{who}</th>
              <td>{said(deciding.auroc[at])}</td>
              <td>{said(judging?.[at])}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
