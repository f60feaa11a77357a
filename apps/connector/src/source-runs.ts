import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import type { Source } from '#contracts';
import { SourceFiles, Sources } from '#storage';
import { Lead } from './lead.js';
import { Pusher } from './pushing/pusher.js';
import { Rounds } from './rounds.js';
import { RunningSource } from './running-source.js';
import type { Settings } from './settings.js';
import { SourceReports } from './source-reports.js';
import { connectorSettings } from './tokens.js';

/** The milliseconds between two looks at the records of sources. */
const roundMs = 1_000;

/** Runs the sources as the records have them: a change counts within seconds, and each one's state is told. */
@Injectable()
export class SourceRuns implements OnApplicationBootstrap {
  private readonly log = new Logger('sources');
  private readonly rounds = new Rounds(() => this.round(), roundMs, this.log);
  private readonly running = new Map<string, RunningSource>();

  constructor(
    private readonly lead: Lead,
    private readonly sources: Sources,
    private readonly files: SourceFiles,
    private readonly pusher: Pusher,
    private readonly reports: SourceReports,
    @Inject(connectorSettings) private readonly settings: Settings,
  ) {}

  onApplicationBootstrap(): void {
    this.rounds.start();
  }

  async stop(): Promise<void> {
    await this.rounds.stop();
    await this.stopAll();
    await this.lead.give();
  }

  /** Says how many sources are in which state, for people: `3 running, 1 unreadable`. */
  summary(): string {
    const counts = new Map<string, number>();
    for (const { state } of this.running.values()) {
      counts.set(state.state, (counts.get(state.state) ?? 0) + 1);
      if (state.piledUp) counts.set('piled up', (counts.get('piled up') ?? 0) + 1);
    }
    return [...counts].map(([state, number]) => `${number} ${state}`).join(', ') || 'none';
  }

  private async round(): Promise<void> {
    if (!(await this.hasLead())) return this.stopAll();
    const wanted = await this.sources.list(this.reports.now());
    const keys = new Set(wanted.map(keyOf));
    for (const [key, run] of this.running) if (!keys.has(key)) this.end(key, run);
    for (const source of wanted) this.bringUp(source);
    for (const run of this.running.values()) await this.reports.tell(run.source, run.state);
  }

  /** Without the records nobody knows who leads: what runs is stopped until they are back. */
  private async hasLead(): Promise<boolean> {
    try {
      return await this.lead.take();
    } catch (error) {
      await this.stopAll();
      throw error;
    }
  }

  private bringUp(source: Source): void {
    const key = keyOf(source);
    const before = this.running.get(key);
    if (before !== undefined && !before.isStale(source)) return;
    const state = before?.state ?? source.state;
    const ended = before?.stop() ?? Promise.resolve();
    const run = new RunningSource({ ...source, state }, this.around(key), ended, (error) =>
      this.log.error(`${key}: ${error instanceof Error ? error.stack : String(error)}`),
    );
    this.running.set(key, run);
  }

  private around(key: string) {
    const { files, pusher, settings } = this;
    const onTrouble = (why: string) => this.log.warn(`${key}: ${why}`);
    return { roots: settings.sourceFolders, pusher, files, clock: this.reports, onTrouble };
  }

  private end(key: string, run: RunningSource): void {
    void run.stop();
    this.running.delete(key);
    this.reports.forget(run.source);
  }

  private async stopAll(): Promise<void> {
    const runs = [...this.running.values()];
    this.running.clear();
    await Promise.all(runs.map((run) => run.stop()));
    for (const { source } of runs) this.reports.forget(source);
  }
}

function keyOf({ stationId, id }: Source): string {
  return `${stationId}/${id}`;
}
