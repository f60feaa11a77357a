import type { LiveEvent } from '#contracts';

/** Returns the topics that an event is news of: pages that show one of these read it again. */
export function newsOf(event: LiveEvent): string[] {
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
    case 'alert':
      return ['alerts', `alerts:${event.alert.stationId}`];
    case 'inspection':
    case 'frame-failed':
    case 'trouble':
    case 'pulse':
      return [];
  }
}
