import type { Station } from '#contracts';
import { useRead } from '../api/use-read.js';
import { useNews } from '../live/use-live.js';
import { hashOfTab } from '../routing.js';
import { timeOfDay } from '../words.js';

/** Shows what a person at the station must know before they believe its verdicts, the gravest first. */
export function StationBanners({ station }: { station: Station }) {
  return (
    <div className="banners">
      <RefusedBanner station={station} />
      <GateBanner station={station} />
      <CameraBanner station={station.id} />
      <DriftBanner station={station} />
      <ProvisionalBanner station={station} />
    </div>
  );
}

function Banner(props: { kind: string; title: string; children: React.ReactNode; link?: string }) {
  return (
    <p className={`banner ${props.kind}`} role="status">
      <strong>{props.title}</strong> <span>{props.children}</span>
      {props.link !== undefined && <a href={props.link}>Look</a>}
    </p>
  );
}

/** A worker whose results differ from the model's own refuses it, and says by how much. */
function RefusedBanner({ station: { id, trouble } }: { station: Station }) {
  if (trouble == null) return null;
  return (
    <Banner kind="defect" title="Model refused" link={hashOfTab(id, 'models')}>
      {trouble.detail} ({trouble.worker}, since {timeOfDay(trouble.since)})
    </Banner>
  );
}

function GateBanner({ station: { id, settings } }: { station: Station }) {
  const news = useNews(`gate:${id}`);
  const named = settings.challenge.required ? { path: { station: id } } : null;
  const { value: gate } = useRead('/v1/stations/{station}/gate', named, news);
  if (gate === null || gate.open) return null;
  return (
    <Banner kind="review" title="Closed" link={hashOfTab(id, 'golden')}>
      {gate.why}
    </Banner>
  );
}

function CameraBanner({ station }: { station: string }) {
  const news = useNews(`camera:${station}`);
  const { value } = useRead('/v1/stations/{station}/camera', { path: { station } }, news);
  if (value === null || value.fault === null || !value.alerted) return null;
  return (
    <Banner kind="invalid" title="Camera fault" link={hashOfTab(station, 'drift')}>
      {value.fault.text}: {value.inARow} frames in a row
      {value.since !== null && ` since ${timeOfDay(value.since)}`}. No part is judged meanwhile.
    </Banner>
  );
}

function DriftBanner({ station: { id } }: { station: Station }) {
  const news = useNews(`drift:${id}`);
  const named = { path: { station: id }, query: { hours: 1 } };
  const { value } = useRead('/v1/stations/{station}/drift', named, news);
  const drifting = value?.signals.filter((signal) => signal.drifting) ?? [];
  if (drifting.length === 0) return null;
  return (
    <Banner kind="review" title="Drift" link={hashOfTab(id, 'drift')}>
      {drifting.map(({ text }) => text).join('; ')}
    </Banner>
  );
}

function ProvisionalBanner({ station: { id, activeModel } }: { station: Station }) {
  if (activeModel?.provisional !== true) return null;
  return (
    <Banner kind="quiet-banner" title="Provisional model" link={hashOfTab(id, 'overview')}>
      It has learned from too few parts to keep its target.
    </Banner>
  );
}
