import type { TrainingProgress } from '#contracts';
import { LineChart } from '../../parts/line-chart.js';

const along = { name: 'over the epochs', say: (epoch: number) => `epoch ${epoch}` };
const say = (value: number) => value.toFixed(3);

/** Loss and held-out figure after each epoch. */
export function TrainingCurves({ curve }: { curve: TrainingProgress['curve'] }) {
  if (curve.length === 0) return null;
  const times = curve.map(({ epoch }) => epoch);
  const loss = { name: 'loss', kind: 'loss', values: curve.map((one) => one.loss) };
  const figure = { name: 'held out', kind: 'held-out', values: curve.map((one) => one.heldOut) };
  return (
    <div className="training-curves">
      <LineChart title="Loss" times={times} lines={[loss]} say={say} along={along} />
      <LineChart
        title="Figure on held-out images, higher is better"
        times={times}
        lines={[figure]}
        say={say}
        along={along}
      />
    </div>
  );
}
