import type { Review, ReviewFigures, ReviewList } from '#contracts';

const effects: Record<Review['effect'], string> = {
  none: 'nothing more to do',
  pending: 'a worker has not carried it out yet',
  'offered-as-normal': 'is a normal now; the next calibration learns from it',
  quarantined: 'was set aside by the screen: a person decides (touchstone quarantine)',
  'remembered-as-defect': 'is remembered: look-alikes are raised from now on',
  failed: 'could not be carried out',
};

/** Writes one answer and what became of it. */
export function reviewLine(one: Review): string {
  const called = one.name === null ? one.answer : `${one.answer} (${one.name})`;
  const outcome = one.undoneAt === null ? effects[one.effect] : `undone by ${one.undoneBy}`;
  const detail = one.detail === null ? '' : `: ${one.detail}`;
  return `${one.at}  ${one.frameId}  ${one.verdict} -> ${called}, ${one.by}; ${outcome}${detail}  [${one.id}]`;
}

/** Writes what waits, what answers did, and the newest of them. */
export function reviewsText({
  queue,
  figures,
  answers,
}: {
  queue: ReviewList;
  figures: ReviewFigures;
  answers: readonly Review[];
}): string {
  const lines = [
    `${queue.items.length} frames are put up for review (${queue.answeredThisShift} of ${queue.mostPerShift} answered this shift, which ends at ${queue.shiftEndsAt}).`,
    ...queue.items.map(({ frameId, reason, verdict, displayScore }) =>
      displayScore === null
        ? `  ${frameId}  to be judged by its picture alone`
        : `  ${frameId}  ${verdict}  ${displayScore.toFixed(3)}  ${reason}`,
    ),
    `${figures.reviews} answers: ${figures.falseAlarms} false alarms, ${figures.confirmedDefects} confirmed and ${figures.missedDefects} missed defects, ${figures.unsure} unsure.`,
    `They made ${figures.offeredAsNormal} normals, put ${figures.quarantined} in quarantine, remembered ${figures.rememberedDefects} defects, which changed ${figures.verdictsChanged} verdicts.`,
    ...answers.map((one) => `  ${reviewLine(one)}`),
  ];
  return `${lines.join('\n')}\n`;
}
