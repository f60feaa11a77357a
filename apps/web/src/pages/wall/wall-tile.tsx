import type { Inspection, StationTile } from '#contracts';
import { framePicture } from '../../api/addresses.js';
import { Picture } from '../../components/picture.js';
import { VerdictShape } from '../../components/verdict-mark.js';
import type { LineState } from '../../live/line-state.js';
import { stateLooks, stateWords } from '../../live/line-state-words.js';
import { hashOf } from '../../routing.js';
import { duration, percent, plural } from '../../words.js';
import type { Placed } from './wall-order.js';

/** A station as the wall shows it just now. */
export interface TileNow extends Placed {
  tile: StationTile;
  last: Inspection | null;
  line: LineState;
}

/** One station: what its line is in, its newest picture, its rate against the budget, what runs, what is to see. */
export function WallTile({ tile, last, line, now }: TileNow & { now: number }) {
  const look = stateLooks[line.kind];
  const { word, sentence } = stateWords(line, tile, tile.usualPauseMs);
  const well = look !== 'invalid' && line.kind !== 'closed';
  const link = hashOf({ page: 'line', station: tile.stationId });
  return (
    <li>
      <a className={`wall-tile ${look}`} href={link} data-state={line.kind}>
        <span className="wall-head">
          <strong>{tile.title || tile.stationId}</strong>
          <span className="wall-state">
            <VerdictShape verdict={look} /> {word}
          </span>
        </span>
        {last === null ? (
          <span className="picture" />
        ) : (
          <Picture address={framePicture(last.frameId, 320)} alt="the newest frame" />
        )}
        <span className="wall-facts">
          {!well && <span className="wall-why">{sentence}</span>}
          <AlarmRate alarms={tile.alarms} />
          <span>
            {tile.openAlerts > 0 ? `${plural(tile.openAlerts, 'alert')} to see` : 'no alert to see'}
          </span>
          {last !== null && (
            <small>
              last frame {duration(Math.max(0, now - Date.parse(last.inspectedAt)))} ago
            </small>
          )}
          <RunningJob job={tile.job} />
        </span>
      </a>
    </li>
  );
}

/** The share called defect in the last hour, as a bar that is full at twice the budget. */
function AlarmRate({ alarms: { frames, defects, budget } }: Pick<StationTile, 'alarms'>) {
  if (frames === 0) return <small>nothing judged in the last hour</small>;
  const rate = defects / frames;
  const over = rate > budget;
  return (
    <span className="alarm-rate">
      <span
        className={`alarm-bar ${over ? 'defect' : 'ok'}`}
        style={{ '--share': Math.min(1, rate / (2 * budget)) } as React.CSSProperties}
      />
      <small>
        {percent(rate)} called defect in the last hour, budget {percent(budget)}
      </small>
    </span>
  );
}

function RunningJob({ job }: Pick<StationTile, 'job'>) {
  if (job === null) return null;
  const share =
    job.done === null || job.of === null || job.of === 0 ? '' : ` ${percent(job.done / job.of)}`;
  return (
    <small>
      {job.kind} {job.state === 'queued' ? 'waits' : `runs${share}`}
    </small>
  );
}
