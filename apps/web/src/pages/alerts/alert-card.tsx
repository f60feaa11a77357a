import type { Alert, Frame, Inspection } from '#contracts';
import { framePicture, heatmapPicture } from '../../api/paths.js';
import { useRead } from '../../api/use-read.js';
import { Picture } from '../../parts/picture.js';
import { ScoreBar } from '../../parts/score-bar.js';
import { VerdictMark } from '../../parts/verdict-mark.js';
import { hashOf } from '../../routing.js';
import { againstReject, when } from '../../words.js';

/** One alert: what it shows, how bad it is, what it was compared with, and one tap to acknowledge. */
export function AlertCard(props: { alert: Alert; onAcknowledge: () => void }) {
  const { alert } = props;
  const { value: frame } = useRead<Frame>(`/v1/frames/${alert.frameId}`);
  const link = hashOf({ page: 'frame', frame: alert.frameId });
  const part = alert.partId ?? 'a part without id';
  return (
    <li className={`alert-card ${alert.acknowledgedAt === null ? 'open' : 'done'}`}>
      <a className="alert-pictures" href={link} aria-label={`All about ${part}`}>
        <Captioned words="this part" path={framePicture(alert.frameId, 320)} />
        <Captioned words="where it differs" path={heatmapPicture(alert.frameId, 320)} />
        <Captioned words="nearest normal" path={`${alert.links.nearestNormal}?format=thumbnail`} />
      </a>
      <div className="alert-facts">
        <p className="alert-title">
          <VerdictMark verdict={alert.verdict} />
          <strong>{part}</strong>
        </p>
        <p className="quiet">
          {alert.stationId} · <time dateTime={alert.raisedAt}>{when(alert.raisedAt)}</time>
          {alert.delivery !== 'none' && ` · webhook ${alert.delivery}`}
        </p>
        <HowBad inspection={frame?.inspection ?? null} />
      </div>
      <Acknowledging {...props} />
    </li>
  );
}

function Captioned({ words, path }: { words: string; path: string }) {
  return (
    <span className="captioned">
      <Picture path={path} alt={words} />
      <small>{words}</small>
    </span>
  );
}

function HowBad({ inspection }: { inspection: Inspection | null }) {
  if (inspection === null) return null;
  return (
    <>
      <p>{againstReject(inspection.imageScore, inspection.limits)}</p>
      <ScoreBar {...inspection} />
    </>
  );
}

function Acknowledging({ alert, onAcknowledge }: { alert: Alert; onAcknowledge: () => void }) {
  if (alert.acknowledgedAt === null)
    return (
      <button type="button" className="button acknowledge" onClick={onAcknowledge}>
        Acknowledge
      </button>
    );
  return (
    <p className="acknowledged">
      ✓ {alert.acknowledgedBy}
      <small>{when(alert.acknowledgedAt)}</small>
    </p>
  );
}
