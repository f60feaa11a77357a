import type { TrainingObjective, TrainingProgress } from '#contracts';
import { LineChart } from '../../components/line-chart.js';

const along = { name: 'over the epochs', say: (epoch: number) => `epoch ${epoch}` };
const say = (value: number) => value.toFixed(3);

const heldOutTitles = {
  figure: 'Figure on held-out images, higher is better',
  difference: 'Difference to the teacher on held-out parts, lower is better',
};

interface Curves {
  curve: TrainingProgress['curve'];
  objective: TrainingObjective;
}

/** Loss after each epoch, and the held-out figure where there is one. */
export function TrainingCurves({ curve, objective }: Curves) {
  if (curve.length === 0) return null;
  const times = curve.map(({ epoch }) => epoch);
  const loss = { name: 'loss', kind: 'loss', values: curve.map((one) => one.loss) };
  const heldOut = curve.some((one) => one.heldOut !== null);
  const figure = { name: 'held out', kind: 'held-out', values: curve.map((one) => one.heldOut) };
  return (
    <div className="training-curves">
      <LineChart title="Loss" times={times} lines={[loss]} say={say} along={along} />
      {heldOut && (
        <LineChart
          title={heldOutTitles[objective === 'distillation' ? 'difference' : 'figure']}
          times={times}
          lines={[figure]}
          say={say}
          along={along}
        />
      )}
    </div>
  );
}
