import type { OneClassTrainingResult } from '#contracts';

/** What was learned from, in words. */
export function oneClassImages({ parts: { bank, fit, decide } }: OneClassTrainingResult): string {
  return `${bank + fit + decide} good parts: ${bank} made a bank, ${fit} showed what is learned, ${decide} decided.`;
}

/** How well the memory bank tells defects from good parts, before and after. */
export function OneClassFigures({ result }: { result: OneClassTrainingResult }) {
  const { deciding, judging, images, base, name } = result;
  const rows = [[base, 'before'], [name, 'after']] as const; // prettier-ignore
  const said = (value: number | undefined) => value?.toFixed(3) ?? '–';
  return (
    <table className="training-figures">
      <caption className="quiet">
        AUROC by the memory bank. Reviewed frames decide nothing: {images.good} good,{' '}
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
          <tr key={who}>
            <th scope="row">{who}</th>
            <td>{said(deciding[at])}</td>
            <td>{said(judging?.[at])}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
