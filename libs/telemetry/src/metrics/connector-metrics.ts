import type { SourceState } from '#contracts';
import { Counter, Gauge, type Registry } from 'prom-client';
import type { StationLabels } from './station-label.js';

/** Declares the metrics of what connects stations to their plant. */
export function declareConnectorMetrics(registry: Registry) {
  const registers = [registry];
  const labelNames = ['station', 'source'] as const;
  return {
    sourceFiles: new Counter({
      name: 'touchstone_source_files_total',
      help: 'Files of a source, by outcome: pushed, refused',
      labelNames: [...labelNames, 'outcome'] as const,
      registers,
    }),
    sourceWaiting: new Gauge({
      name: 'touchstone_source_waiting_files',
      help: 'Files of a source that the API has not accepted yet',
      labelNames,
      registers,
    }),
    sourcePiledUp: new Gauge({
      name: 'touchstone_source_piled_up',
      help: 'Whether more files of a source wait than its bound: 1 or 0',
      labelNames,
      registers,
    }),
    sourceReadable: new Gauge({
      name: 'touchstone_source_readable',
      help: 'Whether a source can be read: 1 or 0',
      labelNames,
      registers,
    }),
  };
}
type DeclaredConnector = ReturnType<typeof declareConnectorMetrics>;

/** Counts what the connector does. */
export class ConnectorMetrics {
  constructor(
    private readonly declared: DeclaredConnector,
    private readonly labels: StationLabels,
  ) {}

  /** Shows a source's state; what its counts grew by since `before` is counted. */
  source(stationId: string, source: string, now: SourceState, before?: SourceState): void {
    const labels = { station: this.labels.of(stationId), source };
    this.declared.sourceWaiting.set(labels, now.waitingFiles);
    this.declared.sourcePiledUp.set(labels, Number(now.piledUp));
    this.declared.sourceReadable.set(labels, Number(now.state !== 'unreadable'));
    for (const outcome of ['pushed', 'refused'] as const)
      this.declared.sourceFiles.inc({ ...labels, outcome }, grown(now[outcome], before?.[outcome]));
  }

  forget(stationId: string, source: string): void {
    const labels = { station: this.labels.of(stationId), source };
    const { sourceWaiting, sourcePiledUp, sourceReadable } = this.declared;
    for (const gauge of [sourceWaiting, sourcePiledUp, sourceReadable]) gauge.remove(labels);
  }
}

/** The counts of a source that was removed and added again begin anew. */
function grown(now: number, before = now): number {
  return Math.max(0, now - before);
}
