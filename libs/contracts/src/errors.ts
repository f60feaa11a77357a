/**
 * The one error catalogue. A code is permanent: callers may switch on it. `retry` says whether the
 * same request or job can succeed later without a change.
 */
export const errorCatalogue = {
  'bad-request': { status: 400, retry: false, title: 'The request is not understood' },
  'validation-failed': { status: 400, retry: false, title: 'A value is missing or out of range' },
  unauthorised: { status: 401, retry: false, title: 'A sign-in or a valid API key is needed' },
  forbidden: { status: 403, retry: false, title: 'Your role is not enough for this' },
  'host-not-allowed': { status: 403, retry: false, title: 'The host is not a name of ours' },
  'foreign-page': { status: 403, retry: false, title: "Another site's page may change nothing" },
  'not-found': { status: 404, retry: false, title: 'There is no such page' },
  'station-not-found': { status: 404, retry: false, title: 'There is no such station' },
  'frame-not-found': { status: 404, retry: false, title: 'There is no such frame' },
  'inspection-not-found': { status: 404, retry: false, title: 'The frame has no inspection yet' },
  'alert-not-found': { status: 404, retry: false, title: 'There is no such alert' },
  'calibration-not-found': { status: 404, retry: false, title: 'There is no such calibration' },
  'model-not-found': { status: 404, retry: false, title: 'There is no such model' },
  'blob-not-found': { status: 404, retry: false, title: 'The stored bytes are gone' },
  'audit-altered': { status: 500, retry: false, title: 'The audit trail was altered' },
  'picture-deleted': { status: 410, retry: false, title: 'The picture was deleted' },
  'backbone-not-found': { status: 404, retry: false, title: 'There is no such backbone' },
  'no-active-model': { status: 409, retry: false, title: 'The station has no active model' },
  'too-few-normals': { status: 409, retry: false, title: 'The station has too few normals' },
  'calibration-running': {
    status: 409,
    retry: true,
    title: 'A calibration of this station is under way',
  },
  'mask-not-found': { status: 404, retry: false, title: 'The station has no mask image' },
  'rehearsal-not-found': { status: 404, retry: false, title: 'There is no such rehearsal' },
  'analysis-not-found': { status: 404, retry: false, title: 'There is no such analysis' },
  'family-not-found': { status: 404, retry: false, title: 'There is no such family' },
  'too-few-embeddings': {
    status: 409,
    retry: false,
    title: 'Too few embeddings are kept for this',
  },
  'review-not-found': { status: 404, retry: false, title: 'There is no such review' },
  'normal-not-found': { status: 404, retry: false, title: 'There is no such normal' },
  'defect-memory-not-found': {
    status: 404,
    retry: false,
    title: 'There is no such entry in the defect memory',
  },
  'limit-change-not-found': {
    status: 404,
    retry: false,
    title: 'There is no such change of limits',
  },
  'settings-change-not-found': {
    status: 404,
    retry: false,
    title: 'There is no such change of settings',
  },
  'activation-not-found': { status: 404, retry: false, title: 'There is no such activation' },
  'account-not-found': { status: 404, retry: false, title: 'There is no such account' },
  'session-not-found': { status: 404, retry: false, title: 'There is no such sign-in' },
  'device-key-not-found': { status: 404, retry: false, title: 'There is no such device key' },
  'golden-part-not-found': { status: 404, retry: false, title: 'There is no such golden part' },
  'source-not-found': { status: 404, retry: false, title: 'There is no such source' },
  'source-exists': { status: 409, retry: false, title: 'There is such a source already' },
  'folder-not-allowed': { status: 422, retry: false, title: 'The folder is not an allowed one' },
  'folder-unusable': { status: 422, retry: false, title: 'The folder cannot be used' },
  'challenge-not-found': { status: 404, retry: false, title: 'There is no such challenge' },
  'test-picture-not-found': { status: 404, retry: false, title: 'There is no such test picture' },
  'picture-is-normal': {
    status: 422,
    retry: false,
    title: 'The picture is a normal of the station',
  },
  'picture-in-test-set': {
    status: 422,
    retry: false,
    title: "The picture is in the station's test set",
  },
  'second-person-needed': {
    status: 409,
    retry: false,
    title: 'Another person must approve this',
  },
  'rehearsal-needed': { status: 409, retry: false, title: 'The model was not rehearsed' },
  'test-set-lacks-parts': {
    status: 422,
    retry: false,
    title: 'The test set has no bad parts, or no good ones',
  },
  'test-set-not-judged': {
    status: 409,
    retry: false,
    title: 'The model was not judged on the whole test set',
  },
  'test-set-misses': {
    status: 409,
    retry: false,
    title: 'The model passes known bad parts that the active one catches',
  },
  'nothing-to-roll-back': { status: 409, retry: false, title: 'No model was active before' },
  'name-taken': { status: 409, retry: false, title: 'The name is taken' },
  'last-administrator': {
    status: 409,
    retry: false,
    title: 'An administrator is needed',
  },
  'already-decided': { status: 409, retry: false, title: 'This was decided before' },
  'too-late-to-cancel': { status: 409, retry: false, title: 'This can no longer be cancelled' },
  'station-closed': {
    status: 409,
    retry: true,
    title: 'The station waits for its golden parts',
  },
  'embedding-not-kept': { status: 409, retry: false, title: 'The embedding is not kept' },
  'station-in-use': { status: 409, retry: true, title: 'The station has frames in work' },
  'frame-not-failed': { status: 409, retry: false, title: 'Only a failed frame can be put back' },
  'too-large': { status: 413, retry: false, title: 'The image has too many bytes' },
  'unsupported-type': { status: 415, retry: false, title: 'The media type is not one we read' },
  'not-an-image': { status: 422, retry: false, title: 'The bytes are not an image we read' },
  'image-truncated': { status: 422, retry: false, title: 'The image ends too early' },
  'image-damaged': { status: 422, retry: false, title: 'The image cannot be decoded' },
  'too-many-pixels': { status: 422, retry: false, title: 'The image has too many pixels' },
  'zero-sized': { status: 422, retry: false, title: 'The image has no pixels' },
  'digest-mismatch': {
    status: 422,
    retry: true,
    title: 'The bytes are not those that were sent',
  },
  'idempotency-key-reused': {
    status: 422,
    retry: false,
    title: 'The key was used for other bytes',
  },
  'too-many-failures': { status: 429, retry: true, title: 'Too many wrong keys came from here' },
  'backlog-full': { status: 429, retry: true, title: 'The station has too many frames waiting' },
  'too-many-jobs': { status: 429, retry: true, title: 'Too many long jobs wait' },
  'decoding-busy': { status: 503, retry: true, title: 'Too many pictures are being decoded' },
  'client-gone': { status: 499, retry: true, title: 'The caller left before the answer' },
  internal: { status: 500, retry: true, title: 'Something failed inside Touchstone' },
  'queue-unavailable': { status: 503, retry: true, title: 'The queue cannot take the job' },
  'records-newer': { status: 500, retry: false, title: 'The records were made by a newer version' },
  'records-unavailable': { status: 503, retry: true, title: 'The records cannot be reached' },
  'blobs-unavailable': { status: 503, retry: true, title: 'The image cannot be stored' },
  'store-in-doubt': {
    status: 503,
    retry: true,
    title: 'The blob store is not the one of the records',
  },
  'delivery-failed': { status: 502, retry: true, title: 'The webhook did not take the alert' },
  'too-many-listeners': { status: 503, retry: true, title: 'Too many listen to live events' },
  'too-much-in-hand': { status: 503, retry: true, title: 'Too much is in hand already' },
  'shutting-down': { status: 503, retry: true, title: 'This process is shutting down' },
  'service-unreachable': { status: 503, retry: true, title: 'Touchstone does not answer' },
  // Of the computing libs: a person reads these on a job, a log or the command line.
  'backbone-invalid': { status: 500, retry: false, title: 'The backbone cannot be used' },
  'backbone-unreachable': {
    status: 502,
    retry: true,
    title: 'The backbone cannot be fetched',
  },
  'engine-absent': {
    status: 500,
    retry: false,
    title: 'The engine that the backbone needs does not load',
  },
  'layer-unsupported': {
    status: 500,
    retry: false,
    title: 'The network has a layer we do not compile',
  },
  'bank-invalid': { status: 500, retry: false, title: 'The memory bank cannot be used' },
  'model-invalid': { status: 500, retry: false, title: 'The model cannot be used' },
  // Of the launcher: a person reads these in the terminal.
  'port-taken': { status: 500, retry: false, title: 'The port is in use by another program' },
  'data-folder-in-use': { status: 500, retry: false, title: 'Another run uses the data folder' },
  'data-folder-unusable': { status: 500, retry: false, title: 'The data folder cannot be used' },
  'program-missing': { status: 500, retry: false, title: 'A program that is needed is not there' },
  'job-not-handled': { status: 500, retry: false, title: 'A job has no handler, or two' },
  'part-failed': { status: 500, retry: false, title: 'A part of Touchstone does not stay up' },
  'demo-check-failed': { status: 500, retry: false, title: 'The demo did not show what it must' },
  // Of backups: a person reads these in the terminal.
  'backup-damaged': { status: 500, retry: false, title: 'The backup is damaged' },
  'backup-locked': { status: 500, retry: false, title: 'The passphrase does not open the backup' },
  'backup-failed': { status: 500, retry: true, title: 'The backup was not made' },
  'restore-not-empty': { status: 409, retry: false, title: 'There is something where this would be restored' }, // prettier-ignore
  cancelled: { status: 409, retry: false, title: 'The job was cancelled' },
  'learning-incomplete': { status: 500, retry: false, title: 'Not every image was learned from' },
  'inspection-incomplete': { status: 500, retry: false, title: 'Not every image has a verdict' },
  'folder-layout': { status: 400, retry: false, title: 'The folder is not laid out as expected' },
} as const satisfies Record<string, { status: number; retry: boolean; title: string }>;

export type ErrorCode = keyof typeof errorCatalogue;

export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errorCatalogue, code);
}

/**
 * The one error type. `detail` is a sentence for a person: what was wrong, what was expected, what to
 * do. `facts` are machine-readable members that go into the problem details beside it.
 */
export class TouchstoneError extends Error {
  readonly code: ErrorCode;
  readonly facts: Readonly<Record<string, unknown>>;

  constructor(
    code: ErrorCode,
    detail: string,
    options: { cause?: unknown; facts?: Record<string, unknown> } = {},
  ) {
    super(detail, { cause: options.cause });
    this.name = 'TouchstoneError';
    this.code = code;
    this.facts = options.facts ?? {};
  }

  get status(): number {
    return errorCatalogue[this.code].status;
  }

  get title(): string {
    return errorCatalogue[this.code].title;
  }

  /** Tells whether the same job or request can succeed later without a change. */
  get retry(): boolean {
    return errorCatalogue[this.code].retry;
  }
}
