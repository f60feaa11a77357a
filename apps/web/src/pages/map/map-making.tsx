import { useState } from 'react';
import type { Asked } from '#client';
import type { Analysis } from '#contracts';
import { api } from '../../api/client.js';
import { JobRunning } from '../../components/job-running.js';
import { readOperator } from '../../components/operator.js';
import { Problem } from '../../components/told.js';
import { useAct } from '../../components/use-act.js';

const stepWords: Record<string, string> = {
  neighbours: 'finding what looks alike',
  layout: 'laying the map out',
};

type AnalysisAsked = Asked<'/v1/stations/{station}/analyses', 'post'>['body'];
type MapAsked = Extract<AnalysisAsked, { kind: 'map' }>;

/** Asks for a map, shows how far it is, and lets it be cancelled. */
export function MapMaking(props: {
  station: string;
  running: Analysis | null;
  shown: Analysis | null;
}) {
  const { station, running, shown } = props;
  const [method, setMethod] = useState<'umap' | 'tsne'>('umap');
  const [seed, setSeed] = useState('1');
  const { act, busy, problem } = useAct();
  const ask = (settings: MapAsked['settings']) => {
    const body: MapAsked = { kind: 'map', settings, by: readOperator() };
    return act(() => api.post('/v1/stations/{station}/analyses', { path: { station }, body }));
  };
  if (running !== null) return <JobRunning job={running} words={stepWords} />;
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
        <select
          value={method}
          onChange={(event) => setMethod(event.target.value === 'tsne' ? 'tsne' : 'umap')}
        >
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
