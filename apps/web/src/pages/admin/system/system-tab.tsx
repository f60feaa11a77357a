import { useQueryClient } from '@tanstack/react-query';
import type { SystemState } from '#contracts';
import { useRead } from '../../../api/use-read.js';
import { useNews } from '../../../live/use-live.js';
import { Told } from '../../../components/told.js';
import { when } from '../../../words.js';
import { DiskRoom } from './disk-room.js';
import { FailedFrames } from './failed-frames.js';
import { QueueTable } from './queue-table.js';
import { RetentionTable } from './retention-table.js';

/** Shows processes, queues, failed frames, the disk and versions: where to look when something is wrong. */
export function SystemTab() {
  const queries = useQueryClient();
  const turn = useNews('wall');
  const read = useRead('/v1/system', {}, turn);
  const again = () => void queries.invalidateQueries({ queryKey: ['/v1/system'] });
  return (
    <Told {...read} reading="Asking the system…">
      {read.value !== null && <SystemShown system={read.value} onAgain={again} />}
    </Told>
  );
}

function SystemShown({ system, onAgain }: { system: SystemState; onAgain: () => void }) {
  const down = system.checks.filter(({ up }) => !up);
  return (
    <div className="system">
      <p className="system-head">
        {down.length === 0 ? (
          <strong className="success">✓ Redis, PostgreSQL and the blob store answer.</strong>
        ) : (
          <strong className="problem">{down.map(({ name }) => name).join(', ')}: down</strong>
        )}
        <button type="button" className="chip" onClick={onAgain}>
          Ask again
        </button>
      </p>
      {down.map(({ name, reason }) => (
        <p key={name} className="problem">
          {name}: {reason}
        </p>
      ))}
      <QueueTable queues={system.queues} />
      <FailedFrames failed={system.failed} onDone={onAgain} />
      <DiskRoom storage={system.storage} />
      <RetentionTable />
      <section>
        <h2>Versions</h2>
        <dl className="facts">
          <div>
            <dt>Touchstone</dt>
            <dd>{system.version}</dd>
          </div>
          <div>
            <dt>Node.js</dt>
            <dd>{system.node}</dd>
          </div>
          <div>
            <dt>API running since</dt>
            <dd>{when(system.startedAt)}</dd>
          </div>
        </dl>
      </section>
    </div>
  );
}
