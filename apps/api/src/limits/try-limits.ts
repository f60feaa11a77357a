import { Injectable } from '@nestjs/common';
import { flipsOf, limitsEffectOf, scoreHistogramOf, verdictChanges } from '#calibration';
import type { LimitsOfModel, LimitsWhatIf } from '#contracts';
import { LimitChanges, ScoredInspections, Stations, TestScores } from '#storage';
import { askedLimits, ModelLimits } from './model-limits.js';

/** The number of inspections that are named where more would change. */
const mostNamed = 50;

interface AskedLimits {
  readonly review?: number | undefined;
  readonly reject?: number | undefined;
  /** The number of the station's newest inspections that are looked at. */
  readonly inspections: number;
}

/** Says which limits judge, and what others would do; changes nothing. */
@Injectable()
export class TryLimits {
  constructor(
    private readonly models: ModelLimits,
    private readonly stations: Stations,
    private readonly scored: ScoredInspections,
    private readonly tested: TestScores,
    private readonly changes: LimitChanges,
  ) {}

  /** Throws `station-not-found`, `model-not-found`. */
  async read(stationId: string, modelId: string, inspections: number): Promise<LimitsOfModel> {
    const { settings } = await this.stations.get(stationId);
    const { manifest, active, byHand, limits } = await this.models.of(stationId, modelId);
    const scores = (await this.scored.newest(stationId, modelId, inspections)).map(
      ({ score }) => score,
    );
    const { warn, reject } = manifest.limits;
    const held = manifest.certificate.heldOutScores;
    return {
      stationId,
      modelId,
      version: manifest.version,
      active,
      inForce: { warn: limits.warn, reject: limits.reject },
      own: { warn, reject },
      byHand,
      lastByHand: await this.changes.lastSet(stationId),
      changes: await this.changes.of(stationId, modelId),
      secondPerson: settings.activation.secondPerson,
      histogram: scoreHistogramOf(held, scores, [warn, reject, limits.warn, limits.reject]),
    };
  }

  /** Throws `model-not-found`; `validation-failed` where the review limit would be over the reject limit. */
  async whatIf(stationId: string, modelId: string, asked: AskedLimits): Promise<LimitsWhatIf> {
    const { manifest, limits: now } = await this.models.of(stationId, modelId);
    const then = { ...now, ...askedLimits(now, asked) };
    const judged = await this.scored.newest(stationId, modelId, asked.inspections);
    const { heldOutScores } = manifest.certificate;
    const testSet = await this.tested.of(modelId);
    const evidence = { heldOutScores, inspections: judged, testSet };
    const changes = verdictChanges(judged, now, then);
    return {
      modelId,
      version: manifest.version,
      now: limitsEffectOf(evidence, now),
      then: limitsEffectOf(evidence, then),
      inspections: judged.length,
      changed: changes.length,
      flips: flipsOf(changes),
      frames: changes.slice(0, mostNamed).map(({ frame, from, to }) => ({
        frameId: frame.frameId,
        inspectedAt: frame.inspectedAt,
        score: frame.score,
        from,
        to,
      })),
    };
  }
}
