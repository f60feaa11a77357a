import { useState } from 'react';
import type { Inspection, Station } from '#contracts';
import { useInspections, useLive } from '../../live/use-live.js';
import { Filmstrip } from '../../components/filmstrip.js';
import { lastStation } from '../../components/station-at-hand.js';
import { StationBanners } from '../../components/station-banners.js';
import { ScoreChart } from '../../components/score-chart.js';
import { useKept } from '../../components/use-kept.js';
import { useKeys } from '../../components/use-keys.js';
import { useRegion } from '../../components/use-region.js';
import { BigFrame } from './big-frame.js';
import { LineHead } from './line-head.js';
import { NothingYet } from './nothing-yet.js';
import { TallyLine } from './tally-line.js';
import { useFollowed } from './use-followed.js';
import { useShownFrame } from './use-shown-frame.js';
import { VerdictPanel } from './verdict-panel.js';

/** Frames in the strip; enough to fill a wide screen. */
const stripLength = 24;

/** Shows what the cameras see now, station by station. */
export function LinePage({ station: named }: { station: string | null }) {
  const { stations } = useLive();
  const station = stations?.find(({ id }) => id === named) ?? stationToShow(stations ?? []);
  const ofStation = useInspections(station?.id ?? null);
  if (stations === null) return <p className="page quiet">Reading the stations…</p>;
  if (station === undefined) return <NothingYet station={null} />;
  if (ofStation === undefined) return <p className="page quiet">Reading the last frames…</p>;
  return <Line key={station.id} station={station} inspections={ofStation} />;
}

/** Chooses a station: the one that was looked at last, then one that can inspect before one that cannot. */
function stationToShow(stations: Station[]): Station | undefined {
  const last = stations.find(({ id }) => id === lastStation());
  return last ?? stations.find(({ activeModel }) => activeModel !== null) ?? stations[0];
}

function Line({ station, inspections }: { station: Station; inspections: Inspection[] }) {
  const { shown, following, pick, follow, step } = useFollowed(inspections);
  const [heat, keepHeat] = useKept('heatmap', 'on');
  const [troubleOnly, showTroubleOnly] = useState(false);
  const toggleHeat = () => keepHeat(heat === 'on' ? 'off' : 'on');
  const back = { escape: follow, arrowright: () => step(1), arrowleft: () => step(-1) };
  useKeys({ h: toggleHeat, ...back });
  const strip = inspections.filter(({ verdict }) => !troubleOnly || verdict !== 'ok');
  if (inspections.length === 0) return <NothingYet station={station} />;
  return (
    <main className="page line-page">
      <div>
        <LineHead station={station} following={following} onFollow={follow} />
        <StationBanners station={station} />
      </div>
      <Shown inspection={shown} station={station} heat={heat === 'on'} onHeat={toggleHeat} />
      <section className="running" aria-label="Last frames">
        <TallyLine inspections={inspections} />
        <ScoreChart inspections={inspections} selected={shown?.frameId ?? null} onPick={pick} />
      </section>
      <section className="strip-line">
        <button
          type="button"
          className="chip"
          aria-pressed={troubleOnly}
          onClick={() => showTroubleOnly(!troubleOnly)}
        >
          Not OK only
        </button>
        <Filmstrip
          inspections={strip.slice(0, stripLength)}
          selected={shown?.frameId ?? null}
          onPick={pick}
        />
      </section>
    </main>
  );
}

function Shown(props: {
  inspection: Inspection | null;
  station: Station;
  heat: boolean;
  onHeat: () => void;
}) {
  const shown = useShownFrame(props.inspection);
  const region = useRegion(shown?.inspection ?? null);
  if (shown === null) return <section className="hero" />;
  const { inspection } = shown;
  return (
    <section className="hero">
      <BigFrame shown={shown} region={region} heat={props.heat} onHeat={props.onHeat} />
      <VerdictPanel inspection={inspection} model={props.station.activeModel} />
    </section>
  );
}
