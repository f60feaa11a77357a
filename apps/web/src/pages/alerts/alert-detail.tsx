import { useEffect } from 'react';
import type { Alert, Frame } from '#contracts';
import { useRead } from '../../api/use-read.js';
import { CameraFaultNote } from '../../components/camera-fault.js';
import { LookAlikeNote } from '../../components/look-alike.js';
import { ScoreBar } from '../../components/score-bar.js';
import { useKeys } from '../../components/use-keys.js';
import { VerdictMark } from '../../components/verdict-mark.js';
import { hashOf } from '../../routing.js';
import { againstReject, when } from '../../words.js';
import { AlertPictures } from './alert-pictures.js';
import { QuickReview } from './quick-review.js';
import { useLookTurn } from './use-look-turn.js';

export interface DetailProps {
  alert: Alert;
  onAcknowledge: () => void;
  /** Goes to the next one of the list, or to the one before; null where there is none. */
  onNext: (() => void) | null;
  onPrevious: (() => void) | null;
}

/** Shows one alert large: what it shows, how bad it is, what it was compared with; below, under the thumb, the answers. */
export function AlertDetail(props: DetailProps) {
  const { alert } = props;
  const looking = useLookTurn(alert);
  const named = { path: { frame: alert.frameId } };
  const { value: frame } = useRead('/v1/frames/{frame}', named, looking.turn);
  const look = frame?.look ?? alert.look ?? null;
  useEffect(() => {
    if (look !== null) looking.seen();
  }, [look, looking]);
  return (
    <article className={`alert-detail ${alert.verdict}`} aria-label="The alert">
      <DetailHead alert={alert} family={look?.family?.name ?? null} />
      <AlertPictures alert={alert} inspection={frame?.inspection ?? null} />
      <WhatIsWrong frame={frame} />
      <div className="alert-deeds">
        {alert.verdict !== 'invalid' && (
          <QuickReview
            key={alert.id}
            alert={alert}
            look={look}
            onAcknowledge={props.onAcknowledge}
          />
        )}
        <DetailSteps {...props} />
      </div>
    </article>
  );
}

function DetailHead({ alert, family }: { alert: Alert; family: string | null }) {
  return (
    <header className="alert-title">
      <VerdictMark verdict={alert.verdict} />
      <h2>{alert.partId ?? 'a part without id'}</h2>
      <span className="quiet">
        {alert.stationId} · <time dateTime={alert.raisedAt}>{when(alert.raisedAt)}</time>
        {family !== null && ` · ${family}`}
        {alert.delivery !== 'none' && ` · webhook ${alert.delivery}`}
      </span>
      <a href={hashOf({ page: 'frame', frame: alert.frameId })}>All about this frame</a>
    </header>
  );
}

function WhatIsWrong({ frame }: { frame: Frame | null }) {
  const inspection = frame?.inspection ?? null;
  if (inspection === null) return <div className="alert-facts" />;
  if (inspection.fault !== null)
    return (
      <div className="alert-facts">
        <CameraFaultNote fault={inspection.fault} />
      </div>
    );
  return (
    <div className="alert-facts">
      <p>{againstReject(inspection.imageScore, inspection.limits)}</p>
      <ScoreBar {...inspection} />
      <LookAlikeNote inspection={inspection} />
    </div>
  );
}

function DetailSteps({ alert, onAcknowledge, onNext, onPrevious }: DetailProps) {
  const waits = alert.acknowledgedAt === null;
  useKeys(waits ? { a: onAcknowledge } : {});
  return (
    <div className="alert-steps">
      <button
        type="button"
        className="button quiet-button"
        disabled={onPrevious === null}
        onClick={() => onPrevious?.()}
      >
        ‹ Previous <kbd>K</kbd>
      </button>
      {waits ? (
        <button type="button" className="button quiet-button acknowledge" onClick={onAcknowledge}>
          Acknowledge <kbd>A</kbd>
        </button>
      ) : (
        <p className="acknowledged">
          ✓ {alert.acknowledgedBy} <small>{when(alert.acknowledgedAt!)}</small>
        </p>
      )}
      <button
        type="button"
        className="button quiet-button"
        disabled={onNext === null}
        onClick={() => onNext?.()}
      >
        Next <kbd>J</kbd> ›
      </button>
    </div>
  );
}
