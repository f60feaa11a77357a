import { useState } from 'react';
import type { Analysis, Station } from '#contracts';
import { useRead } from '../../api/use-read.js';
import { useLive, useNews } from '../../live/use-live.js';
import { Told } from '../../components/told.js';
import { useLast } from '../../components/use-last.js';
import { plural, when } from '../../words.js';
import { MapMaking } from './map-making.js';
import { MapView } from './map-view.js';

/** Shows the station's pictures in the plane: what looks alike lies together. */
export function MapTab({ station: { id } }: { station: Station }) {
  const news = useNews(`analyses:${id}`);
  const named = { path: { station: id }, query: { kind: 'map', limit: 50 } } as const;
  const list = useRead('/v1/stations/{station}/analyses', named, news);
  const { analyses } = useLive();
  const [chosen, choose] = useState<string | null>(null);
  const jobs = useLast(list.value)?.items.map((job) => analyses[job.id] ?? job) ?? null;
  const done = jobs?.filter(({ state }) => state === 'done') ?? [];
  const shown = done.find((job) => job.id === chosen) ?? done[0] ?? null;
  const running = jobs?.find(({ endedAt }) => endedAt === null) ?? null;
  return (
    <Told value={jobs} problem={list.problem} reading="Reading the maps…">
      <div className="map-head">
        <MapMaking station={id} running={running} shown={shown} />
        {done.length > 0 && (
          <label className="map-choice">
            Map
            <select value={shown?.id} onChange={(event) => choose(event.target.value)}>
              {done.map((job) => (
                <option key={job.id} value={job.id}>
                  {nameOf(job)}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
      <LastFailure job={jobs?.[0]} />
      {shown === null ? (
        <p className="quiet">
          No map yet. It shows the normals and the newest kept frames of this station, those that
          look alike beside each other.
        </p>
      ) : (
        <Shown key={shown.id} job={shown} />
      )}
    </Told>
  );
}

function Shown({ job: { id } }: { job: Analysis }) {
  const map = useRead('/v1/analyses/{analysis}/map', { path: { analysis: id } });
  return (
    <Told {...map} reading="Reading the map…">
      {map.value !== null && <MapView map={map.value} />}
    </Told>
  );
}

function LastFailure({ job }: { job: Analysis | undefined }) {
  if (job?.state === 'cancelled') return <p className="quiet">The last map was cancelled.</p>;
  if (job?.failure == null) return null;
  return (
    <p className="problem">
      The last map failed: {job.failure.detail} <code>{job.failure.code}</code>
    </p>
  );
}

function nameOf({ settings, result, requestedAt }: Analysis): string {
  const method = settings['method'] === 'tsne' ? 't-SNE' : 'UMAP';
  const count = Number(result?.['frames'] ?? 0) + Number(result?.['normals'] ?? 0);
  const placed = Number(result?.['placed'] ?? 0);
  const later = placed > 0 ? `, ${placed.toLocaleString('en')} placed later` : '';
  return `${method}, seed ${String(settings['seed'])}, ${plural(count, 'picture')}${later}: ${when(requestedAt)}`;
}
