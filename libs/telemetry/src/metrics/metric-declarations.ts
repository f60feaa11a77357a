import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import { declareConnectorMetrics } from './connector-metrics.js';
import { declareEscapeMetrics } from './escape-metrics.js';
import { declareLoopMetrics } from './station-metrics.js';

/** The buckets in seconds: from a header check to a minute of waiting. */
const stepBuckets = [
  0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60,
];
const scoreBuckets = Array.from({ length: 18 }, (_, index) => round(0.5 * 1.4 ** index));
const shareBuckets = Array.from({ length: 19 }, (_, index) => round((index + 1) * 0.05));

function round(value: number): number {
  return Number(value.toPrecision(3));
}

/** Declares every metric of every app, with base units; an app shows those that it counts. */
export function declareMetrics(registry: Registry) {
  const registers = [registry];
  const counter = <L extends string>(name: string, help: string, labelNames: L[]) =>
    new Counter({ name, help, labelNames, registers });
  const gauge = <L extends string>(name: string, help: string, labelNames: L[]) =>
    new Gauge({ name, help, labelNames, registers });
  const histogram = <L extends string>(
    name: string,
    help: string,
    labelNames: L[],
    buckets: number[],
  ) => new Histogram({ name, help, labelNames, buckets, registers });

  return {
    ...declareLoopMetrics(registry),
    ...declareConnectorMetrics(registry),
    ...declareEscapeMetrics(registry),
    framesAccepted: counter('touchstone_frames_accepted_total', 'Frames accepted', ['station']),
    framesRefused: counter(
      'touchstone_frames_refused_total',
      'Frames and normals refused, by the code of the refusal',
      ['reason'],
    ),
    framesInspected: counter('touchstone_frames_total', 'Frames inspected, by verdict', [
      'station',
      'verdict',
    ]),
    framesFailed: counter(
      'touchstone_frames_failed_total',
      'Frames that could not be inspected, by the code of the failure',
      ['station', 'reason'],
    ),
    framesPutBack: counter(
      'touchstone_frames_put_back_total',
      'Accepted frames that the queue did not know and that were put back in',
      [],
    ),
    jobsPutBack: counter(
      'touchstone_jobs_put_back_total',
      'Jobs that the records owe, that their queue did not know, and that were put back in',
      ['queue'],
    ),
    stepSeconds: histogram(
      'touchstone_step_seconds',
      "Time of each step of a frame's way",
      ['step'],
      stepBuckets,
    ),
    frameSeconds: histogram(
      'touchstone_frame_seconds',
      'Time of the whole way, from accepted to the verdict',
      ['station'],
      stepBuckets,
    ),
    batchFrames: histogram(
      'touchstone_batch_frames',
      'Frames inspected in one batch',
      [],
      [1, 2, 4, 6, 8, 12, 16, 24, 32, 64],
    ),
    picturesDeleted: counter(
      'touchstone_pictures_deleted_total',
      "Pictures that were deleted, by why: the station's own bounds, or the reserve of the disk",
      ['reason'],
    ),
    recordsDeleted: counter(
      'touchstone_records_deleted_total',
      'Frames that were deleted with their records, as old as their station lets them become',
      [],
    ),
    diskBytes: gauge('touchstone_disk_bytes', 'Bytes of the disk that pictures lie on', []),
    diskFree: gauge(
      'touchstone_disk_free_bytes',
      'Free bytes of the disk that pictures lie on',
      [],
    ),
    diskReserve: gauge(
      'touchstone_disk_reserve_bytes',
      'Bytes of the disk that are kept free by deleting old pictures',
      [],
    ),
    picturesGrown: gauge(
      'touchstone_pictures_grown_bytes',
      'Bytes of the pictures of the last day, less those of pictures that were deleted in it',
      [],
    ),
    backupEvery: gauge(
      'touchstone_backup_every_seconds',
      'How often a backup is wanted; 0 where none is scheduled',
      [],
    ),
    backupLast: gauge(
      'touchstone_backup_last_timestamp_seconds',
      'When the last whole backup of the schedule was begun; 0 while there is none',
      [],
    ),
    backupBytes: gauge('touchstone_backup_last_bytes', 'Bytes of the last whole backup', []),
    backupSeconds: histogram(
      'touchstone_backup_seconds',
      'Time of a whole scheduled backup',
      [],
      [1, 5, 15, 60, 300, 900, 3600, 7200, 14_400, 43_200],
    ),
    backups: counter(
      'touchstone_backups_total',
      'Scheduled backups, by outcome: done, failed (the next round goes on with it)',
      ['outcome'],
    ),
    queueJobs: gauge('touchstone_queue_jobs', 'Jobs in a queue, by state', ['queue', 'state']),
    queueUp: gauge('touchstone_queue_up', 'Whether the figures of a queue can be read: 1 or 0', [
      'queue',
    ]),
    queueOldest: gauge('touchstone_queue_oldest_job_seconds', 'Age of the oldest waiting job', [
      'queue',
    ]),
    imageScore: histogram('touchstone_image_score', 'Raw image scores', ['station'], scoreBuckets),
    displayScore: histogram(
      'touchstone_display_score',
      'Image scores on the scale of people: 0.5 is the reject limit',
      ['station'],
      shareBuckets,
    ),
    limitsByHand: gauge(
      'touchstone_limits_by_hand',
      '1 where a person set the limits of the active model, 0 where they are its own',
      ['station'],
    ),
    limit: gauge('touchstone_limit', 'Limits of the active model, on the image score', [
      'station',
      'limit',
    ]),
    activeModel: gauge('touchstone_active_model_info', 'The active model of a station; always 1', [
      'station',
      'model',
      'version',
      'provisional',
    ]),
    backend: gauge('touchstone_backend_info', 'The tensor backend in use; always 1', ['backend']),
    engine: gauge('touchstone_engine_info', 'What runs the CNN; always 1', ['engine']),
    backbone: gauge(
      'touchstone_backbone_info',
      'A backbone that is open, and its engine; always 1',
      ['backbone', 'engine', 'precision'],
    ),
    alerts: counter('touchstone_alerts_total', 'Alerts raised', ['station', 'verdict']),
    cameraFaults: counter(
      'touchstone_camera_faults_total',
      'Frames whose verdict is invalid, by what the camera did wrong',
      ['station', 'cause'],
    ),
    deliveries: counter(
      'touchstone_alert_deliveries_total',
      'Tries to deliver an alert, by outcome: delivered, retried, failed',
      ['outcome'],
    ),
    embeddings: counter(
      'touchstone_embeddings_total',
      'Embeddings of inspected frames, by outcome: kept, dropped (too many waiting), failed',
      ['outcome'],
    ),
    normals: counter('touchstone_normals_added_total', 'Normals added', ['station']),
    normalsSetAside: counter(
      'touchstone_normals_set_aside_total',
      'Normals set aside by the screen, by reason; one that has several counts for each',
      ['station', 'reason'],
    ),
    normalsQuarantined: gauge(
      'touchstone_normals_quarantined',
      'Normals in quarantine that wait for a person',
      ['station'],
    ),
    calibrations: counter('touchstone_calibrations_total', 'Calibrations ended, by outcome', [
      'outcome',
    ]),
    calibrationSeconds: histogram(
      'touchstone_calibration_seconds',
      'Time of a finished calibration',
      [],
      [1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1800],
    ),
    rehearsals: counter('touchstone_rehearsals_total', 'Rehearsals ended, by outcome', ['outcome']),
    rehearsalSeconds: histogram(
      'touchstone_rehearsal_seconds',
      'Time of a finished rehearsal',
      [],
      [1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1800],
    ),
    analyses: counter('touchstone_analyses_total', 'Analyses ended, by outcome', ['outcome']),
    analysisSeconds: histogram(
      'touchstone_analysis_seconds',
      'Time of a finished analysis',
      [],
      [1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1800],
    ),
    requestSeconds: histogram(
      'touchstone_http_request_seconds',
      'Time of HTTP requests, by route and status',
      ['method', 'route', 'status'],
      stepBuckets,
    ),
    authFailures: counter(
      'touchstone_auth_failures_total',
      'Requests that were not let in, by reason: missing (no key, nobody signed in), wrong (key), password, ended (sign-in), forbidden (role or station), not-looked-at (too many wrong ones from there)',
      ['reason'],
    ),
    liveClients: gauge('touchstone_live_clients', 'Clients of the live event stream', []),
  };
}
export type Declared = ReturnType<typeof declareMetrics>;
