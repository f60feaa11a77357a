import type {
  DistillationTrainingResult,
  KindTrainingResult,
  OneClassTrainingResult,
  TrainingResult,
} from '#contracts';

/** Writes the result of a training by the service, for people. */
export function stationLines(station: string, result: TrainingResult): string[] {
  const { name, base, accepted } = result;
  const [counted, ...others] = figuresOf(result);
  return [
    `${station}: ${result.images.normals} good parts; ${counted}`,
    ...others,
    accepted
      ? `Accepted: ${name} is there. As the station's backbone it is used from the next calibration on.`
      : `REFUSED: ${name} is not better than ${base}; nothing is kept of it.`,
  ];
}

function figuresOf(result: TrainingResult): string[] {
  if (result.objective === 'one-class') return oneClassFigures(result);
  return result.objective === 'distillation' ? distillationFigures(result) : kindFigures(result);
}

function kindFigures({ images, deciding, judging }: KindTrainingResult): string[] {
  const counted = (list: KindTrainingResult['images']['kinds']) =>
    list.map(({ kind, images: count }) => `${kind} ${count}`).join(', ');
  return [
    counted(images.kinds),
    ...(images.leftOut.length > 0 ? [`too few images, left out: ${counted(images.leftOut)}`] : []),
    'precision at 5, before and after:',
    `  images that decide ${pair(deciding.base, deciding.trained)}`,
    `  images that decide nothing ${pair(judging.base.precisionAt5, judging.trained.precisionAt5)}`,
  ];
}

function oneClassFigures({ images, parts, deciding, judging }: OneClassTrainingResult): string[] {
  const { good, defects } = images;
  return [
    `${parts.bank} made a bank, ${parts.fit} showed what is learned, ${parts.decide} decided`,
    'AUROC of the memory bank, before and after:',
    `  patches pasted into parts that decide ${pair(deciding.before, deciding.after)}`,
    judging === null
      ? `  no frames to judge by beside them: reviews called ${good} good and ${defects} defects`
      : `  ${good} good and ${defects} defect frames, which decide nothing ${pair(judging.before, judging.after)}`,
  ];
}

function distillationFigures(result: DistillationTrainingResult): string[] {
  const { images, parts, teacher, deciding, judging } = result;
  const three = (of: NonNullable<typeof judging>) =>
    `${pair(of.before, of.after)} ${of.teacher.toFixed(3)}`;
  return [
    `${parts.fit} learned from, ${parts.choose} chose the epoch, ${parts.decide} decided`,
    `difference to ${teacher}, before and after: ${pair(deciding.error.before, deciding.error.after)}`,
    `AUROC of the memory bank, before, after and by ${teacher} itself:`,
    `  patches pasted into parts that decide ${three(deciding.auroc)}`,
    judging === null
      ? `  no frames to judge by beside them: reviews called ${images.good} good and ${images.defects} defects`
      : `  ${images.good} good and ${images.defects} defect frames, which may only refuse ${three(judging)}`,
  ];
}

function pair(before: number, after: number): string {
  return `${before.toFixed(3)} ${after.toFixed(3)}`;
}
