import type { SystemQueue } from '#contracts';
import { duration } from '../../../words.js';
import { processesOf } from './processes-of.js';

/** Shows which processes are there, by the queues that they listen to, and what waits in each queue. */
export function QueueTable({ queues }: { queues: readonly SystemQueue[] }) {
  if (queues.length === 0) return null;
  return (
    <section>
      <h2>Processes and queues</h2>
      <ul className="process-list">
        {processesOf(queues).map(({ app, count }) => (
          <li key={app} className={count === 0 ? 'defect' : 'ok'}>
            <strong>{count}</strong> {app}
            {count !== 1 && 's'}
            {count === 0 && <small> nobody takes its jobs: start one</small>}
          </li>
        ))}
      </ul>
      <table className="sheet">
        <thead>
          <tr>
            <th>Queue</th>
            <th>Taken by</th>
            <th className="number">Waiting</th>
            <th className="number">In work</th>
            <th className="number">Next try later</th>
            <th className="number">Oldest</th>
          </tr>
        </thead>
        <tbody>
          {queues.map((queue) => (
            <QueueRow key={queue.name} queue={queue} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function QueueRow({ queue }: { queue: SystemQueue }) {
  const { name, handledBy, everyMs, waiting, active, delayed, oldestMs } = queue;
  return (
    <tr>
      <td data-label="Queue">
        <strong>{name}</strong>
        {everyMs !== null && <small> every {duration(everyMs)}</small>}
      </td>
      <td data-label="Taken by">{handledBy}</td>
      <td data-label="Waiting" className="number">
        {waiting}
      </td>
      <td data-label="In work" className="number">
        {active}
      </td>
      <td data-label="Next try later" className="number">
        {/* The job that comes by the clock always waits for its next turn. */}
        {everyMs === null ? delayed : '–'}
      </td>
      <td data-label="Oldest" className="number">
        {oldestMs === 0 ? '–' : duration(oldestMs)}
      </td>
    </tr>
  );
}
