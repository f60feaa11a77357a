import type { DriftSettings, DriftStatus } from '#contracts';
import { type FigureFacts, textOf } from './drift-text.js';
import { partsInBlock } from './embedding-blocks.js';
import { latestOf, usualSpread } from '../statistics/figure-watch.js';
import type { LineState } from './line-state.js';
import { alarmRateDesignOf, evidenceOfSignal, stepsBetweenFalseAlarms } from './line-watch.js';
import { observedRate } from '../statistics/observed-rate.js';
import { type FigureSignal, figureSignals, figuresOf } from '../statistics/signals.js';

/** Returns every test of a line as it stands, the line's own decision second. */
export function statusesOf(state: LineState, settings: DriftSettings): DriftStatus[] {
  const [scores, ...others] = figureSignals.map((signal) => statusOf(state, signal, settings));
  return [scores!, alarmStatus(state, settings), ...others];
}

/** Statistic and threshold are logarithms of 1 + evidence: what grows evenly while something drifts. */
function statusOf(state: LineState, signal: FigureSignal, settings: DriftSettings): DriftStatus {
  const steps = stepsBetweenFalseAlarms(signal, settings);
  const { drifting, since } = state.signals[signal] ?? { drifting: false, since: null };
  const facts = factsOf(state, signal);
  const first = facts[0];
  const seen = figuresOf[signal].map((name) => state.figures[name]?.seen ?? 0);
  return {
    signal,
    statistic: Math.log1p(evidenceOfSignal(state, signal)),
    threshold: Math.log1p(steps),
    parts: Math.max(...seen) * (signal === 'embedding' ? partsInBlock : 1),
    drifting,
    since,
    text: state.skipped[signal] ?? textOf(facts, drifting),
    usual: first?.usual ?? null,
    now: first?.now ?? null,
  };
}

function factsOf(state: LineState, signal: FigureSignal): FigureFacts[] {
  return figuresOf[signal].flatMap((name) => {
    const figure = state.figures[name];
    const now = figure && latestOf(figure);
    if (figure === undefined || figure.usual === null || now === null || now === undefined)
      return [];
    return [{ name, usual: figure.usual, now, spread: usualSpread(figure) }];
  });
}

function alarmStatus(state: LineState, settings: DriftSettings): DriftStatus {
  const { accepted, noticed, design } = alarmRateDesignOf(state, settings);
  const { value, parts, drifting, since } = state.alarms;
  const { rate } = observedRate(state.observed);
  const plan = `${percent(accepted)} is accepted; ${percent(noticed)} is noticed within about ${Math.round(design.partsToDetection)} parts`;
  return {
    signal: 'alarm-rate',
    statistic: value / design.up,
    threshold: design.threshold / design.up,
    parts,
    drifting,
    since,
    text: drifting
      ? `more parts are called defect than is accepted; ${plan}`
      : rate === null
        ? `no part was seen yet; ${plan}`
        : `no drift (${percent(rate)} of the newest parts are called defect); ${plan}`,
    usual: accepted,
    now: rate,
  };
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(2))} %`;
}
