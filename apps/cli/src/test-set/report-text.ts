import type {
  CountedShare,
  Misjudged,
  TestComparison,
  TestReport,
  VerdictCounts,
} from '#contracts';

const shown = 10;

/** Writes the figures of a model on a test set for a terminal: three shares of good and bad parts, and each kind. */
export function reportText({ stationId, model, ...report }: TestReport): string {
  const { figures, counts, notJudged, missing, pixels, seconds } = report;
  const title = model === null ? 'no model' : `version ${model.version} (${model.state})`;
  const lines = [`${stationId}, ${title}: ${counts.good} good and ${counts.bad} bad pictures`];
  if (notJudged > 0) lines.push(`  ${notJudged} pictures are not judged yet: "touchstone test-set judge"`); // prettier-ignore
  if (figures !== null) {
    lines.push(`  image AUROC ${numbered(figures.imageAuroc)}${seconds === null ? '' : `, judged in ${seconds.toFixed(1)} s`}`); // prettier-ignore
    lines.push(
      `  ${'known parts'.padEnd(24)}  ${'defect'.padEnd(shareWidth)}${'review'.padEnd(shareWidth)}passed`,
    );
    if (figures.good) lines.push(row('good', figures.good));
    if (figures.bad) lines.push(row('bad', figures.bad));
    for (const { kind, verdicts } of figures.kinds)
      lines.push(row(`  ${kind ?? 'without a kind'}`, verdicts));
    lines.push(...misjudgedLines('passed though bad, lowest score first', figures.missed, figures.misses)); // prettier-ignore
    lines.push(...misjudgedLines('alarmed though good, highest score first', figures.alarmed, figures.falseAlarms)); // prettier-ignore
    if (figures.cameraFaults > 0) lines.push(`  ${figures.cameraFaults} pictures would be invalid: the camera at fault`); // prettier-ignore
  }
  if (pixels) lines.push(`  pixels: AUROC ${numbered(pixels.pixelAuroc)}, AUPRO ${numbered(pixels.aupro)} over ${pixels.masks - pixels.emptyMasks} masks`); // prettier-ignore
  return [...lines, ...missing.map((sentence) => `  - ${sentence}`), ''].join('\n');
}

/** The letters of the longest share, "95.8 % (83.6 % to 95.8 %)", and two between columns. */
const shareWidth = 27;

function row(name: string, { parts, defect, review, ok }: VerdictCounts): string {
  const cells = [defect, review, ok].map((share) => shareText(share).padEnd(shareWidth));
  return `  ${`${name} (${parts})`.padEnd(24)}  ${cells.join('')}`.trimEnd();
}

function shareText({ share, interval95: [low, high] }: CountedShare): string {
  return `${percent(share)} (${percent(low)} to ${percent(high)})`;
}

function misjudgedLines(what: string, count: number, worst: readonly Misjudged[]): string[] {
  if (count === 0) return [];
  const named = worst
    .slice(0, shown)
    .map(({ pictureId, kind, displayScore }) => `    ${displayScore.toFixed(2)}  ${pictureId}  ${kind ?? ''}`.trimEnd()); // prettier-ignore
  const more = count > named.length ? [`    and ${count - named.length} more`] : [];
  return [`  ${what} (${count})`, ...named, ...more];
}

/** Writes what changes between two models on a test set; loud where bad parts pass that were caught. */
export function comparisonText(comparison: TestComparison): string {
  const { againstVersion, compared, newMisses, newlyCaught, newAlarms, alarmsGone } = comparison;
  if (againstVersion === null) return 'There is no active model to compare with.\n';
  const lines = [
    `against version ${againstVersion}, on ${compared.good} good and ${compared.bad} bad pictures that both judged`,
    `  bad parts newly caught ${newlyCaught.length}, good parts newly alarmed ${newAlarms.length}, alarms gone ${alarmsGone.length}`,
    ...warningLines(comparison),
    ...newMisses.slice(0, shown).map(({ pictureId, kind, fileName, before, after }) => `    ${before.verdict} ${before.displayScore.toFixed(2)} -> ok ${after.displayScore.toFixed(2)}  ${fileName ?? pictureId}  ${kind ?? ''}`.trimEnd()), // prettier-ignore
  ];
  return `${lines.join('\n')}\n`;
}

/** Returns the warning as a line that is seen; none where nothing is to be warned of. */
export function warningLines({ warning, notJudged }: TestComparison): string[] {
  const unjudged = notJudged === 0 ? [] : [`  ${notJudged} pictures of the test set were not judged by both`]; // prettier-ignore
  return warning === null ? unjudged : [`  WARNING: ${warning}`, ...unjudged];
}

function percent(share: number): string {
  return `${Number((100 * share).toFixed(1))} %`;
}

function numbered(figure: number | null): string {
  return figure === null ? 'not known' : figure.toFixed(3);
}
