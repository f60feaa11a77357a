import type {
  FalseAlarms,
  KnownShares,
  LimitChange,
  LimitsEffect,
  LimitsOfModel,
  LimitsWhatIf,
} from '#contracts';

/** Writes which limits judge, who set them, and what they were before, for people. */
export function limitsText(found: LimitsOfModel): string {
  const { version, inForce, own, byHand, lastByHand, modelId, changes } = found;
  const waiting = changes.find(({ state }) => state === 'waiting');
  return [
    `Model ${version}: review ${score(inForce.warn)}, reject ${score(inForce.reject)}`,
    byHand === null
      ? 'as its calibration made them'
      : `set by hand by ${byHand.by}${approved(byHand)} at ${byHand.at}: ${byHand.why}. Its calibration made review ${score(own.warn)}, reject ${score(own.reject)}`,
    ...(lastByHand !== null && lastByHand.modelId !== modelId
      ? [`The last limits by hand were those of another model, by ${lastByHand.by} at ${lastByHand.askedAt}: ${lastByHand.why}`] // prettier-ignore
      : []),
    ...(waiting === undefined ? [] : [changeText(waiting)]),
  ].join('\n');
}

/** Writes what other limits would do beside those in force, with the intervals, for people. */
export function whatIfText({
  now,
  then,
  inspections,
  changed,
  flips,
  frames,
}: LimitsWhatIf): string {
  return [
    effectText('now ', now),
    effectText('then', then),
    inspections === 0
      ? 'No inspection by this model is among the last: nothing is known of what would change.'
      : `Of the last ${inspections} inspections by this model ${changed} verdicts would change${flips.map(({ from, to, count }) => `; ${from} to ${to}: ${count}`).join('')}.`,
    ...frames.map((frame) => `  ${frame.frameId}  ${frame.inspectedAt}  ${score(frame.score)}  ${frame.from} -> ${frame.to}`), // prettier-ignore
    ...(changed > frames.length ? [`  and ${changed - frames.length} older ones`] : []),
  ].join('\n');
}

function effectText(
  name: string,
  { limits, falseAlarms, reviewed, testSet }: LimitsEffect,
): string {
  return [
    `${name}: reject ${score(limits.reject)}, ${alarmsText(falseAlarms.reject)}`,
    `      review ${score(limits.warn)}, ${alarmsText(falseAlarms.review)}`,
    ...knownText('test set, bad', testSet.bad),
    ...knownText('test set, good', testSet.good),
    ...knownText('reviewed as bad', reviewed.bad),
    ...knownText('reviewed as good', reviewed.good),
  ].join('\n');
}

function alarmsText({ expectedRate, interval95: [low, high], over, parts }: FalseAlarms): string {
  return `at most ${percent(expectedRate)} of good parts expected over it (${percent(low)} to ${percent(high)}; ${over} of ${parts} held-out parts)`;
}

function knownText(
  name: string,
  { known, defect, review, ok, notPassed95 }: KnownShares,
): string[] {
  if (notPassed95 === null) return [];
  const [low, high] = notPassed95;
  return [
    `      ${name} (${known}): ${defect} defect, ${review} review, ${ok} passed; ${percent(low)} to ${percent(high)} not passed`,
  ];
}

/** Writes what became of a change of limits, in a sentence. */
export function changeText(change: LimitChange): string {
  const { kind, review, reject, state, by, why } = change;
  const what =
    kind === 'clear' || review === null || reject === null
      ? 'The limits of the calibration'
      : `Review ${score(review)}, reject ${score(reject)}`;
  if (state === 'withdrawn') return `${what}: withdrawn.`;
  if (state === 'waiting')
    return `${what}: asked for by ${by} (${why}), and wait for a second person: "touchstone limits approve".`;
  return `${what}: in force, asked for by ${by}${approved(change)}. The next calibration makes its own limits again.`;
}

function approved({ approvedBy }: { approvedBy: string | null }): string {
  return approvedBy === null ? '' : `, approved by ${approvedBy}`;
}

function score(value: number): string {
  return String(Number(value.toPrecision(5)));
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(2))} %`;
}
