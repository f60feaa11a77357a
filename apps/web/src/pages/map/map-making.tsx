import { useState } from 'react';
import type { AnalysisJob } from '#contracts';
import { send } from '../../api/client.js';
import { readOperator } from '../../parts/operator.js';
import { Problem } from '../../parts/told.js';
import { useAct } from '../../parts/use-act.js';
import { duration } from '../../words.js';

const stepWords: Record<string, string> = {
  neighbours: 'finding what looks alike',
  layout: 'laying the map out',
};

/** Asks for a map, shows how far it is, and lets it be cancelled. */
export function MapMaking(props: {
  station: string;
  running: AnalysisJob | null;
  shown: AnalysisJob | null;
}) {
  const { station, running, shown } = props;
  const [method, setMethod] = useState('umap');
  const [seed, setSeed] = useState('1');
  const { act, busy, problem } = useAct();
  const ask = (settings: object) =>
    act(() => send('POST', `/v1/stations/${station}/analyses`, { kind: 'map', settings, by: readOperator() })); // prettier-ignore
  if (running !== null) return <Running job={running} />;
  return (
    <form
      className="filters map-making"
      onSubmit={(event) => {
        event.preventDefault();
        void ask({ method, seed: Number(seed) });
      }}
    >
      <label>
        Method
        <select value={method} onChange={(event) => setMethod(event.target.value)}>
          <option value="umap">UMAP, up to 50,000 pictures</option>
          <option value="tsne">t-SNE, up to 10,000 pictures</option>
        </select>
      </label>
      <label>
        Seed
        <input
          type="number"
          min={0}
          max={4294967295}
          step={1}
          required
          value={seed}
          onChange={(event) => setSeed(event.target.value)}
        />
      </label>
      <button className="button" disabled={busy}>
        Compute map
      </button>
      {shown !== null && (
        <button
          type="button"
          className="button quiet-button"
          disabled={busy}
          onClick={() => void ask({ ...shown.settings, onto: shown.id })}
        >
          Place new frames on this map
        </button>
      )}
      <Problem text={problem} />
    </form>
  );
}

function Running({ job: { id, progress } }: { job: AnalysisJob }) {
  const { act, busy, problem } = useAct();
  const cancel = () => act(() => send('POST', `/v1/analyses/${id}/cancel`, { by: readOperator() }));
  return (
    <div className="map-running" aria-live="polite">
      {progress === null ? (
        <progress aria-label="waiting for the calibrator" />
      ) : (
        <progress value={progress.done} max={Math.max(1, progress.of)} aria-label="computed" />
      )}
      <span>
        {progress === null
          ? 'waiting for the calibrator'
          : `${stepWords[progress.step] ?? progress.step}: ${Math.round((100 * progress.done) / Math.max(1, progress.of))} %`}
        {progress?.etaSeconds != null && `, ${duration(1000 * progress.etaSeconds)} left`}
      </span>
      <button
        type="button"
        className="button quiet-button"
        disabled={busy}
        onClick={() => void cancel()}
      >
        Cancel
      </button>
      <Problem text={problem} />
    </div>
  );
}
