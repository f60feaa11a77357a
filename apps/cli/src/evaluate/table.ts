import { adviceText, type EvaluationResult, type VerdictShares } from '#evaluation';

/** Writes the figures for a terminal, one line each, then one line per defect type. */
export function tableOf(result: EvaluationResult): string {
  const { images } = result;
  const lines = [
    ['set', result.set],
    ['backbone', result.backbone],
    ['input', inputText(result.input)],
    ['images', `${images.train} train, ${images.good} good, ${images.defect} defect`],
    ['score', result.score],
    ['image AUROC', share(result.imageAuroc)],
    ['pixel AUROC', share(result.pixelAuroc)],
    ['AUPRO (to 30 %)', share(result.aupro)],
    ['F1-max', share(result.f1Max)],
    ['false alarms', percent(result.falseAlarmRate)],
    ['misses', percent(result.missRate)],
    ['bank rows', String(result.bankRows)],
    ['build', `${result.buildSeconds.toFixed(1)} s`],
    ['per frame', `${result.msPerFrame.toFixed(1)} ms`],
  ];
  const types = Object.entries(result.types).map(([type, of]) => [
    type,
    String(of.images),
    share(of.imageAuroc),
    percent(of.missRate),
  ]);
  const byType = types.length > 0 ? [['type', 'images', 'image AUROC', 'misses'], ...types] : [];
  const scores = scoreRows(result);
  const beside = scores.length > 1 ? `\n${aligned(scores)}` : '';
  const shares = sharesRows(result);
  const called = shares.length > 1 ? `\n${aligned(shares)}` : '';
  const advice = result.advice ? `\n${adviceText(result.advice)}` : '';
  return `${aligned(lines)}${called}${beside}${byType.length > 0 ? `\n${aligned(byType)}` : ''}${advice}`;
}

/** Returns the rows of what good and bad parts are called at the limits; only the head where there are none. */
export function sharesRows({ shares }: EvaluationResult): string[][] {
  const rowOf = (name: string, of: VerdictShares | null, images: number) =>
    of ? [[`${name} (${images})`, percent(of.defect), percent(of.review), percent(of.ok)]] : [];
  return [
    ['at the limits', 'called defect', 'put to review', 'passed'],
    ...rowOf('good parts', shares.good, shares.images.good),
    ...rowOf('bad parts', shares.bad, shares.images.bad),
  ];
}

/** Returns the rows of the named scores beside each other; only the head where there are none. */
export function scoreRows({ scores }: EvaluationResult): string[][] {
  const targets = scores[0]?.at.map(({ target }) => percent(target)) ?? [];
  const heads = targets.flatMap((target) => [`false alarms at ${target}`, `misses at ${target}`]);
  return [
    ['score', 'image AUROC', ...heads],
    ...scores.map(({ method, imageAuroc, at }) => [
      method,
      share(imageAuroc),
      ...at.flatMap((one) => [percent(one.falseAlarmRate), percent(one.missRate)]),
    ]),
  ];
}

function inputText({ width, height, second }: EvaluationResult['input']): string {
  const first = `${width} x ${height}`;
  return second ? `${first}, fused with ${second.width} x ${second.height}` : first;
}

export function share(value: number | null): string {
  return value === null ? '-' : value.toFixed(3);
}

export function percent(value: number | null): string {
  return value === null ? '-' : `${(100 * value).toFixed(1)} %`;
}

export function aligned(rows: string[][]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i]!))
        .join('  ')
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('');
}
