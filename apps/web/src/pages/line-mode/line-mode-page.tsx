import { useState } from 'react';
import { NoStation } from '../../components/no-station.js';
import { VerdictShape } from '../../components/verdict-mark.js';
import { stateLooks, stateWords } from '../../live/line-state-words.js';
import { type LineNow, useLineNow } from '../../live/use-line-facts.js';
import { useLive, useLiveLine } from '../../live/use-live.js';
import { DefectDeeds } from './defect-deeds.js';
import type { LatchedDefect } from './latch.js';
import { DefectFacts, LargeFrame, useInspectionOf } from './latched-defect.js';
import { ScreenHead } from './screen-head.js';
import { useScreenSettings } from './screen-settings.js';
import { StateBar } from './state-bar.js';
import { useAlarm } from './use-alarm.js';
import { useLatch } from './use-latch.js';
import { useWakeLock } from './use-wake-lock.js';
import './line-mode.css';

/**
 * The line as a screen at the machine shows it, to be read from five metres: the oldest defect that nobody has seen,
 * or the newest part; below, whether the line is well, which is never said without knowing.
 */
export function LineModePage({ station }: { station: string }) {
  const { stations } = useLive();
  const isGone = stations !== null && !stations.some(({ id }) => id === station);
  return isGone ? <NoStation id={station} /> : <LineScreen station={station} />;
}

function LineScreen({ station }: { station: string }) {
  const line = useLineNow(station);
  const heard = useLiveLine().pulse();
  const { queue, seen, putBack, newest } = useLatch(station, line.inspections, heard && line.now);
  const [settings, toggle] = useScreenSettings();
  const awake = useWakeLock();
  const title = line.tile?.title || station;
  useAlarm(newest, line.state.kind, settings, title);
  const [picked, pick] = useState<string | null>(null);
  const at = Math.max(0, queue.findIndex(({ frameId }) => frameId === picked)); // prettier-ignore
  const defect = queue[at] ?? null;
  const calls = queue.length > 0 && settings.flash ? 'flashing' : '';
  return (
    <main className={`line-mode ${calls} ${stateLooks[line.state.kind]}`}>
      <ScreenHead
        station={station}
        title={title}
        unseen={queue.length}
        now={line.now}
        awake={awake}
        settings={settings}
        onSwitch={toggle}
      />
      <ScreenBody line={line} defect={defect}>
        <DefectDeeds
          defect={defect}
          place={at + 1}
          of={queue.length}
          onSeen={seen}
          onNext={() => pick(queue[(at + 1) % queue.length]?.frameId ?? null)}
          onPutBack={putBack}
        />
      </ScreenBody>
      <StateBar line={line} />
    </main>
  );
}

function ScreenBody(props: {
  line: LineNow;
  defect: LatchedDefect | null;
  children: React.ReactNode;
}) {
  const { line, defect } = props;
  const found = useInspectionOf(defect?.frameId ?? null);
  const live = line.inspections?.[0] ?? line.tile?.last ?? null;
  const shown = defect === null ? live : found;
  const frameId = defect?.frameId ?? live?.frameId ?? null;
  return (
    <div className="screen-body">
      <div className={`screen-picture ${defect === null ? 'live' : ''}`}>
        {frameId !== null && (
          <LargeFrame
            inspection={shown}
            frameId={frameId}
            outlined={shown !== null && shown.verdict !== 'ok' && shown.fault === null}
          />
        )}
      </div>
      <div className="screen-side">
        {defect === null ? (
          <StateFacts line={line} />
        ) : (
          <DefectFacts defect={defect} inspection={found} now={line.now} />
        )}
        {props.children}
      </div>
    </div>
  );
}

/** With no defect to see the side says what the line is in. */
function StateFacts({ line }: { line: LineNow }) {
  const look = stateLooks[line.state.kind];
  const { word, toDo } = stateWords(line.state, line.tile, line.usualPauseMs);
  const part = line.inspections?.[0]?.partId ?? null;
  return (
    <div className="defect-facts">
      <p className={`screen-word ${look}`}>
        <VerdictShape verdict={look} /> {word}
      </p>
      {toDo === '' ? <p className="screen-part">{part}</p> : <p className="screen-fact">{toDo}</p>}
    </div>
  );
}
