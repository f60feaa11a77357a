import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import type { Alert } from '#contracts';
import { AlertRow } from './alert-row.js';

/** The height of a row in pixels, the gap below it with it; each is as high as every other. */
const rowHeight = 84;
/** Rows beyond those in view that are drawn, and how many before the end older ones are asked for. */
const [drawnBeyond, askedBefore] = [12, 30];

/** The list of alerts; of ten thousand only those in view are there. Above the top, what came in waits for a tap. */
export function AlertRows(props: {
  alerts: readonly Alert[];
  current: string | null;
  fresh: number;
  onFresh: () => void;
  onPick: (id: string) => void;
  onEnd: () => void;
}) {
  const { alerts, current, fresh, onEnd } = props;
  const place = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: alerts.length,
    getScrollElement: () => place.current,
    estimateSize: () => rowHeight,
    overscan: drawnBeyond,
    getItemKey: (index) => alerts[index]!.id,
  });
  const shown = rows.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (last >= alerts.length - askedBefore) onEnd();
  }, [last, alerts.length, onEnd]);
  const at = alerts.findIndex(({ id }) => id === current);
  useEffect(() => {
    if (at >= 0) rows.scrollToIndex(at, { align: 'auto' });
    // Only another choice moves the list: what comes in does not.
  }, [current]);
  return (
    <div className="alert-rows">
      <FreshButton fresh={fresh} onFresh={props.onFresh} />
      <div ref={place} className="alert-scroll">
        <ol className="alerts" style={{ height: rows.getTotalSize() }} aria-label="Alerts">
          {shown.map(({ key, index, start }) => (
            <li key={key} style={{ transform: `translateY(${start}px)` }}>
              <AlertRow
                alert={alerts[index]!}
                current={alerts[index]!.id === current}
                onPick={props.onPick}
              />
            </li>
          ))}
        </ol>
      </div>
    </div>
  );
}

/** It has its place whether or not something waits, so that nothing moves when something comes. */
function FreshButton({ fresh, onFresh }: { fresh: number; onFresh: () => void }) {
  return (
    <button
      type="button"
      className="fresh-alerts chip"
      disabled={fresh === 0}
      aria-live="polite"
      onClick={onFresh}
    >
      {fresh === 0 ? 'none new' : `${fresh} new`}
    </button>
  );
}
