import { useEffect, useRef } from 'react';
import { useLookTurn } from './use-look-turn.js';
import type { Address } from '#client';
import type { Alert, Inspection } from '#contracts';
import { framePicture, heatmapPicture, nearestNormalPicture } from '../../api/addresses.js';
import { useRead } from '../../api/use-read.js';
import { CameraFaultNote } from '../../components/camera-fault.js';
import { LookAlikeNote } from '../../components/look-alike.js';
import { Picture } from '../../components/picture.js';
import { ScoreBar } from '../../components/score-bar.js';
import { VerdictMark } from '../../components/verdict-mark.js';
import { hashOf } from '../../routing.js';
import { againstReject, when } from '../../words.js';
import { useKeys } from '../../components/use-keys.js';
import { QuickReview } from './quick-review.js';

interface CardProps {
  alert: Alert;
  /** The one that keys speak to. */
  current: boolean;
  onCurrent: () => void;
  onAcknowledge: () => void;
}

/** Shows one alert: what it shows, how bad it is, what it was compared with, and one tap to judge it. */
export function AlertCard(props: CardProps) {
  const { alert, current } = props;
  const place = useRef<HTMLLIElement>(null);
  const looking = useLookTurn(alert);
  const { value: frame } = useRead(
    '/v1/frames/{frame}',
    { path: { frame: alert.frameId } },
    looking.turn,
  );
  const look = frame?.look ?? alert.look ?? null;
  useEffect(() => {
    if (look !== null) looking.seen();
  }, [look, looking]);
  const state = alert.acknowledgedAt === null ? 'open' : 'done';
  useEffect(() => {
    if (current) place.current?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  return (
    <li
      ref={place}
      className={`alert-card ${state} ${alert.verdict} ${current ? 'current' : ''}`}
      onClick={props.onCurrent}
    >
      <AlertPictures alert={alert} />
      <div className="alert-facts">
        <p className="alert-title">
          <VerdictMark verdict={alert.verdict} />
          <strong>{alert.partId ?? 'a part without id'}</strong>
        </p>
        <p className="quiet">
          {alert.stationId} · <time dateTime={alert.raisedAt}>{when(alert.raisedAt)}</time>
          {alert.delivery !== 'none' && ` · webhook ${alert.delivery}`}
        </p>
        {look?.family && <p className="quiet">{look.family.name}</p>}
        <WhatIsWrong inspection={frame?.inspection ?? null} />
      </div>
      <div className="alert-deeds">
        {alert.verdict !== 'invalid' && <QuickReview {...props} look={look} />}
        <Acknowledging {...props} />
      </div>
    </li>
  );
}

/** Shows an alert's pictures; of a camera fault only the frame, which was compared with nothing. */
function AlertPictures({ alert }: { alert: Alert }) {
  const link = hashOf({ page: 'frame', frame: alert.frameId });
  const part = alert.partId ?? 'a part without id';
  return (
    <a className="alert-pictures" href={link} aria-label={`All about ${part}`}>
      <Captioned words="this part" address={framePicture(alert.frameId, 320)} />
      {alert.verdict !== 'invalid' && (
        <>
          <Captioned words="where it differs" address={heatmapPicture(alert.frameId, 320)} />
          <Captioned words="nearest normal" address={nearestNormalPicture(alert.frameId)} />
        </>
      )}
    </a>
  );
}

function Captioned({ words, address }: { words: string; address: Address }) {
  return (
    <span className="captioned">
      <Picture address={address} alt={words} />
      <small>{words}</small>
    </span>
  );
}

function WhatIsWrong({ inspection }: { inspection: Inspection | null }) {
  if (inspection === null) return null;
  if (inspection.fault !== null) return <CameraFaultNote fault={inspection.fault} />;
  return (
    <>
      <p>{againstReject(inspection.imageScore, inspection.limits)}</p>
      <ScoreBar {...inspection} />
      <LookAlikeNote inspection={inspection} />
    </>
  );
}

function Acknowledging({
  alert,
  current,
  onAcknowledge,
}: {
  alert: Alert;
  current: boolean;
  onAcknowledge: () => void;
}) {
  useKeys(current && alert.acknowledgedAt === null ? { a: onAcknowledge } : {});
  if (alert.acknowledgedAt === null)
    return (
      <button type="button" className="button quiet-button acknowledge" onClick={onAcknowledge}>
        Acknowledge <kbd>A</kbd>
      </button>
    );
  return (
    <p className="acknowledged">
      ✓ {alert.acknowledgedBy}
      <small>{when(alert.acknowledgedAt)}</small>
    </p>
  );
}
