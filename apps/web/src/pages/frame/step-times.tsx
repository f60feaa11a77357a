import type { InspectionTimes } from '#contracts';
import { duration } from '../../words.js';

const steps: readonly (readonly [keyof InspectionTimes, string, string])[] = [
  ['captureMs', 'Capture', 'from the camera to accepted'],
  ['queueMs', 'Queue', 'until a worker took it'],
  ['fetchMs', 'Fetch', 'its record and bytes'],
  ['decodeMs', 'Decode', 'to pixels'],
  ['waitMs', 'Wait', 'for the company of its batch'],
  ['embedMs', 'Embed', 'by the network, the whole batch'],
  ['scoreMs', 'Score', 'against the memory bank'],
];

/** Shows where the time went from capture to verdict. */
export function StepTimes({ times }: { times: InspectionTimes }) {
  const longest = Math.max(...steps.map(([step]) => times[step] ?? 0), 1);
  return (
    <section className="step-times">
      <h2>Where the time went</h2>
      <dl>
        {steps.map(([step, name, meaning]) => (
          <div key={step}>
            <dt title={meaning}>{name}</dt>
            <dd>
              <span
                className="step-bar"
                style={{ width: `${(60 * (times[step] ?? 0)) / longest}%` }}
              />
              {textOf(times[step])}
            </dd>
          </div>
        ))}
        <div className="total">
          <dt>Accepted to verdict</dt>
          <dd>{duration(times.totalMs)}</dd>
        </div>
      </dl>
    </section>
  );
}

function textOf(milliseconds: number | null): string {
  return milliseconds === null ? 'not said by the camera' : duration(milliseconds);
}
