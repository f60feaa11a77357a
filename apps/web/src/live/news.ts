import type { LiveEvent } from '#contracts';

/** Events that change what the wall of all stations shows, beside the frames themselves. */
const changesWall = new Set<LiveEvent['type']>([
  'alert',
  'calibration',
  'rehearsal',
  'analysis',
  'model-activated',
  'camera',
  'gate',
  'trouble',
  'station-changed',
]);

/** Returns the topics that an event is news of: pages that show one of these read it again. */
export function newsOf(event: LiveEvent): string[] {
  const topics = topicsOf(event);
  return changesWall.has(event.type) ? [...topics, 'wall'] : topics;
}

function topicsOf(event: LiveEvent): string[] {
  switch (event.type) {
    case 'calibration':
      return event.calibration.state === 'done' || event.calibration.state === 'failed'
        ? ['models', 'quarantine'].map((topic) => `${topic}:${event.calibration.stationId}`)
        : [];
    case 'model-activated':
      return ['models', 'drift', 'gate'].map((topic) => `${topic}:${event.stationId}`);
    case 'activation':
      return [`models:${event.activation.stationId}`];
    case 'limits':
      return [`models:${event.change.stationId}`];
    case 'rehearsal':
      return event.rehearsal.state === 'running' ? [] : [`models:${event.rehearsal.stationId}`];
    case 'analysis':
      return [`analysis:${event.analysis.id}`, `analyses:${event.analysis.stationId}`];
    case 'incident':
      return ['incidents', `incidents:${event.incident.stationId}`];
    case 'camera':
      return [`camera:${event.camera.stationId}`];
    case 'drift':
      return [`drift:${event.stationId}`];
    case 'review':
      return [`review:${event.review.stationId}`, `review:${event.review.frameId}`];
    case 'quarantine':
      return [`quarantine:${event.quarantined.stationId}`];
    case 'gate':
      return [`gate:${event.gate.stationId}`];
    case 'names-learned':
      return [`names:${event.stationId}`];
    case 'station-changed':
      return [`station:${event.stationId}`];
    case 'trouble':
      return [`trouble:${event.stationId}`];
    case 'alert':
      return ['alerts', `alerts:${event.alert.stationId}`];
    case 'inspection':
    case 'frame-failed':
    case 'deadline-missed':
    case 'pulse':
      return [];
  }
}
