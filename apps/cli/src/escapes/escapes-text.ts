import type { EscapeReport } from '#contracts';

/** Writes what is known of the defective parts that passed. */
export function escapesText(report: EscapeReport): string {
  const { settings, found, stationId } = report;
  if (settings.perShift === 0 && report.shifts.length === 0)
    return `Station ${stationId} draws no passed parts: nothing is known of escapes. touchstone escapes ${stationId} --per-shift 5 draws five of each shift.`;
  return [
    ...totalLines(report),
    ...found.map(
      ({ frameId, probability, name }) =>
        `  ${frameId}  ${name ?? 'a defect'}, drawn with a probability of ${percent(probability)}`,
    ),
  ].join('\n');
}

function totalLines({ stationId, settings, total, waiting, confidence }: EscapeReport): string[] {
  const drawing = `Station ${stationId} draws ${settings.perShift} passed parts a shift, the highest score ${settings.risk} times as often as the lowest; ${waiting} wait for an answer.`;
  if (total.upper === null) return [drawing, 'No drawn part is answered yet: nothing is known of escapes.']; // prettier-ignore
  return [
    drawing,
    `${total.passed} parts passed in ${total.shifts} shifts; of ${total.drawn} drawn ${total.answered} are answered, ${total.found} as defective, ${total.unsure} as unsure.`,
    `At most ${percent(total.upper)} of the passed parts are defective, at ${percent(confidence)}; the estimate is ${percent(total.estimate ?? 0)}.`,
  ];
}

function percent(share: number): string {
  return `${Number((100 * share).toPrecision(2))} %`;
}
