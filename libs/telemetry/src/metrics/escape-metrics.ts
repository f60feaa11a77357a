import type { EscapeEstimate } from '#contracts';
import { Gauge, type Registry } from 'prom-client';
import type { StationLabels } from './station-label.js';

/** Declares the metrics of what is known of defective parts that passed. */
export function declareEscapeMetrics(registry: Registry) {
  const registers = [registry];
  return {
    escapedShare: new Gauge({
      name: 'touchstone_escaped_share',
      help: 'Share of passed parts that is defective, from blind reviews of the last 30 days: estimated, and at most at 95 %',
      labelNames: ['station', 'bound'] as const,
      registers,
    }),
    escapeDraws: new Gauge({
      name: 'touchstone_escape_draws',
      help: 'Passed parts of the last 30 days that the escaped share rests on: answered, found (defective), unsure',
      labelNames: ['station', 'outcome'] as const,
      registers,
    }),
  };
}
type DeclaredEscapes = ReturnType<typeof declareEscapeMetrics>;

/** Shows what is known of defective parts that passed. */
export class EscapeMetrics {
  constructor(
    private readonly declared: DeclaredEscapes,
    private readonly labels: StationLabels,
  ) {}

  /** Shows a station's estimate in place of the one before; null, and one without an answer, take it away. */
  show(stationId: string, estimate: EscapeEstimate | null): void {
    const station = this.labels.of(stationId);
    const { escapedShare, escapeDraws } = this.declared;
    for (const bound of ['estimate', 'upper'] as const) {
      const share = estimate?.[bound] ?? null;
      if (share === null) escapedShare.remove({ station, bound });
      else escapedShare.set({ station, bound }, share);
    }
    for (const outcome of ['answered', 'found', 'unsure'] as const)
      if (estimate === null) escapeDraws.remove({ station, outcome });
      else escapeDraws.set({ station, outcome }, estimate[outcome]);
  }
}
