import { useRead } from '../../api/use-read.js';

/** Shows what people's answers did to the station, in numbers. */
export function Figures({ station, turn }: { station: string; turn: string }) {
  const { value } = useRead('/v1/stations/{station}/review-figures', { path: { station } }, turn);
  if (value === null) return null;
  const rows: readonly (readonly [number, string])[] = [
    [value.reviews, 'answers'],
    [value.falseAlarms, 'false alarms found'],
    [value.confirmedDefects, 'defects confirmed'],
    [value.missedDefects, 'missed defects found'],
    [value.offeredAsNormal, 'taken as good parts'],
    [value.quarantined, 'set aside by the screen'],
    [value.rememberedDefects, 'defects remembered'],
    [value.verdictsChanged, 'verdicts changed by them'],
  ];
  return (
    <section>
      <h2>What the answers did</h2>
      <dl className="figures">
        {rows.map(([count, words]) => (
          <div key={words}>
            <dt>{words}</dt>
            <dd>{count.toLocaleString('en')}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
