import type { KindTrainingResult } from '#contracts';

/** Writes what a head was trained on, in words. */
export function kindImages({ images: { kinds, leftOut } }: KindTrainingResult): string {
  const counted = (list: typeof kinds) =>
    list.map(({ kind, images }) => `${kind} (${images})`).join(', ');
  const few = leftOut.length > 0 ? ` Too few images of ${counted(leftOut)}.` : '';
  return `${counted(kinds)}.${few}`;
}

/** Shows how well kinds of defects are told apart, before and after. */
export function KindFigures({ result }: { result: KindTrainingResult }) {
  const { deciding, judging, base, name } = result;
  const rows = [[base, judging.base], [name, judging.trained]] as const; // prettier-ignore
  return (
    <>
      <p>
        Precision at 5 of the images that decide: {deciding.base.toFixed(3)} before,{' '}
        {deciding.trained.toFixed(3)} after.
      </p>
      <table className="training-figures">
        <caption className="quiet">On images that decided nothing</caption>
        <thead>
          <tr>
            <th scope="col">Backbone</th>
            <th scope="col">Precision at 5</th>
            <th scope="col">Nearest neighbours right</th>
            <th scope="col">Balanced accuracy</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([who, figures]) => (
            <tr key={who}>
              <th scope="row">{who}</th>
              <td>{figures.precisionAt5.toFixed(3)}</td>
              <td>{figures.nearestAccuracy.toFixed(3)}</td>
              <td>{figures.balancedAccuracy?.toFixed(3) ?? '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
