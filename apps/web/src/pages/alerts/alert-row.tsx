import { memo } from 'react';
import type { Alert } from '#contracts';
import { framePicture } from '../../api/addresses.js';
import { Picture } from '../../components/picture.js';
import { VerdictMark } from '../../components/verdict-mark.js';
import { when } from '../../words.js';

/** One alert in the list: enough to find it, and whether somebody has seen to it. */
export const AlertRow = memo(function AlertRow(props: {
  alert: Alert;
  current: boolean;
  onPick: (id: string) => void;
}) {
  const { alert, current } = props;
  const state = alert.acknowledgedAt === null ? 'open' : 'done';
  return (
    <button
      type="button"
      className={`alert-card ${state} ${alert.verdict}`}
      aria-current={current ? 'true' : undefined}
      onClick={() => props.onPick(alert.id)}
    >
      <Picture address={framePicture(alert.frameId, 160)} alt="" />
      <span className="alert-card-facts">
        <strong>{alert.partId ?? 'a part without id'}</strong>
        <small>
          {alert.stationId} · <time dateTime={alert.raisedAt}>{when(alert.raisedAt)}</time>
        </small>
        {state === 'open' ? (
          <VerdictMark verdict={alert.verdict} />
        ) : (
          <small>✓ {alert.acknowledgedBy}</small>
        )}
      </span>
    </button>
  );
});
