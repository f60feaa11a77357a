import type { Activation, KeptEmbeddings, ModelSummary } from '#contracts';

/** Writes a station's models as a table, newest first, what waits, and what is kept for rehearsals. */
export function modelsText(
  station: string,
  shown: { models: ModelSummary[]; waiting: Activation[]; embeddings: KeptEmbeddings },
): string {
  const { models, waiting, embeddings } = shown;
  if (models.length === 0) return `Station ${station} has no models yet; calibrate it.`;
  return [
    'version  state      made                  review   reject   id',
    ...models.map(modelLine),
    ...waiting.map(waitingLine),
    keptLine(embeddings),
  ].join('\n');
}

function modelLine({ version, state, madeAt, limits, provisional, id }: ModelSummary): string {
  const cells = [
    String(version).padEnd(7),
    state.padEnd(9),
    `${madeAt.slice(0, 19)}Z`,
    limits.warn.toFixed(3).padStart(7),
    limits.reject.toFixed(3).padStart(7),
    id,
  ];
  return `${cells.join('  ')}${provisional ? '  provisional' : ''}`;
}

function waitingLine({ version, by, why, id, askedAt }: Activation): string {
  const reason = why === '' ? '' : `: ${why}`;
  return `Version ${version} waits for a second person; ${by} asked at ${askedAt}${reason} (activation ${id})`;
}

function keptLine({ kept, keep, bytes }: KeptEmbeddings): string {
  return `Embeddings kept for rehearsals: ${kept} of ${keep} at most, ${(bytes / 1e6).toFixed(1)} MB on disk`;
}

/** Writes what became of a request to change the active model, in a sentence. */
export function activationText(activation: Activation): string {
  const { version, kind, state, by, approvedBy, id } = activation;
  if (state === 'waiting')
    return `Version ${version} waits: the station wants a second person. \`models approve\` by somebody other than ${by} makes it active (activation ${id}).`;
  if (state === 'withdrawn') return `The activation of version ${version} is withdrawn.`;
  const approved = approvedBy === null ? '' : `, approved by ${approvedBy}`;
  const done = kind === 'rollback' ? 'Rolled back: version' : 'Version';
  return `${done} ${version} is active, asked for by ${by}${approved}.`;
}
