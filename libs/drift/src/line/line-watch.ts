import type { DriftSettings, ImageQuality } from '#contracts';
import {
  advanceAlarmRate,
  designAlarmRate,
  type AlarmRateDesign,
} from '../statistics/alarm-rate.js';
import { noEvidence } from '../statistics/e-detector.js';
import { addToBlock, partsInBlock } from './embedding-blocks.js';
import { advanceFigure, evidenceOfFigure, type FigureState } from '../statistics/figure-watch.js';
import type { LineState, SignalState } from './line-state.js';
import { observe } from '../statistics/observed-rate.js';
import { addFrame, type DriftFrame, type DriftPart } from './parts-in-order.js';
import {
  type FigureName,
  type FigureSignal,
  figureSignals,
  figuresOf,
} from '../statistics/signals.js';

/** Takes the next frame of a line; the tests advance by the parts that are complete with it. Changes `state`. */
export function advanceLine(state: LineState, frame: DriftFrame, settings: DriftSettings): void {
  for (const part of addFrame(state.open, frame)) advancePart(state, part, settings);
}

function advancePart(state: LineState, part: DriftPart, settings: DriftSettings): void {
  state.parts += 1;
  observe(state.observed, part.verdict === 'defect');
  advanceAlarms(state, part, settings);
  for (const signal of figureSignals) advanceSignal(state, signal, part, settings);
}

/** Returns what the statistic of a signal is compared with: its steps, which are parts or blocks of parts. */
export function stepsBetweenFalseAlarms(signal: FigureSignal, settings: DriftSettings): number {
  const { partsBetweenFalseAlarms } = settings;
  return signal === 'embedding' ? partsBetweenFalseAlarms / partsInBlock : partsBetweenFalseAlarms;
}

/** Returns the mean of the figures' evidence: an e-detector again. */
export function evidenceOfSignal(state: LineState, signal: FigureSignal): number {
  const figures = figuresOf[signal].flatMap((name) => state.figures[name] ?? []);
  const sum = figures.reduce((total, figure) => total + evidenceOfFigure(figure), 0);
  return figures.length === 0 ? 0 : sum / figures.length;
}

/**
 * The factor by which evidence may grow beyond its threshold: so a line that is well again shows it within some dozens
 * of parts.
 */
const mostOverThreshold = 100;

function advanceSignal(
  state: LineState,
  signal: FigureSignal,
  part: DriftPart,
  settings: DriftSettings,
): void {
  const steps = stepsBetweenFalseAlarms(signal, settings);
  const now = state.signals[signal] ?? { drifting: false, since: null };
  const advancing = { alarming: now.drifting, most: mostOverThreshold * steps };
  let advanced = false;
  for (const name of figuresOf[signal]) {
    const figure = state.figures[name];
    const value = figure && valueOf(state, name, part);
    if (figure === undefined || value === null || value === undefined) continue;
    advanceFigure(figure, value, advancing);
    advanced = true;
  }
  if (advanced) state.signals[signal] = judged(state, signal, now, steps, part.at);
}

/** An alarm stands until the evidence is back at half of the way; then the test begins anew, its pool kept. */
function judged(
  state: LineState,
  signal: FigureSignal,
  now: SignalState,
  steps: number,
  at: string,
): SignalState {
  const evidence = evidenceOfSignal(state, signal);
  if (!now.drifting) return evidence >= steps ? { drifting: true, since: at } : now;
  if (Math.log1p(evidence) > Math.log1p(steps) / 2) return now;
  for (const name of figuresOf[signal]) beginAnew(state.figures[name]);
  return { drifting: false, since: null };
}

function beginAnew(figure: FigureState | undefined): void {
  if (figure === undefined) return;
  figure.up = noEvidence;
  figure.down = noEvidence;
}

/** Returns the part's value of the figure; null where the part says nothing of it. */
function valueOf(state: LineState, name: FigureName, part: DriftPart): number | null {
  if (name === 'score') return part.verdict === 'ok' ? part.score : null;
  if (name === 'embedding') return blockValue(state, part);
  const isMove = name === 'shiftX' || name === 'shiftY';
  return meanOf(
    part.qualities.filter(({ match }) => !isMove || match >= state.leastMatch),
    name,
  );
}

/** A defect lies elsewhere among the embeddings by itself. */
function blockValue({ blocks }: LineState, { verdict, embedding }: DriftPart): number | null {
  if (blocks === null || embedding === null || verdict === 'defect') return null;
  return addToBlock(blocks, Float32Array.from(embedding));
}

function meanOf(qualities: readonly ImageQuality[], figure: keyof ImageQuality): number | null {
  if (qualities.length === 0) return null;
  return qualities.reduce((sum, quality) => sum + quality[figure], 0) / qualities.length;
}

/**
 * Returns the chart of the line's alarms. A model that is expected to reject more good parts than the line accepts is
 * no drift: then its rate is the accepted one. At least twice the accepted rate is what must be noticed.
 */
export function alarmRateDesignOf(
  { alarms }: LineState,
  { acceptedAlarmRate, noticedAlarmRate, partsBetweenFalseAlarms }: DriftSettings,
): { accepted: number; noticed: number; design: AlarmRateDesign } {
  const accepted = Math.min(0.45, Math.max(acceptedAlarmRate, alarms.expectedRate));
  const noticed = Math.min(0.95, Math.max(noticedAlarmRate, 2 * accepted));
  return { accepted, noticed, design: designAlarmRate({ accepted, noticed, partsBetweenFalseAlarms }) }; // prettier-ignore
}

function advanceAlarms(state: LineState, part: DriftPart, settings: DriftSettings): void {
  const { accepted, noticed, design } = alarmRateDesignOf(state, settings);
  const before = state.alarms;
  const same = before.accepted === accepted && before.noticed === noticed;
  const now = same
    ? before
    : { ...before, accepted, noticed, value: 0, parts: 0, drifting: false, since: null };
  const value = Math.min(
    2 * design.threshold,
    advanceAlarmRate(now.value, part.verdict === 'defect', design),
  );
  const parts = now.parts + 1;
  if (!now.drifting && value >= design.threshold)
    state.alarms = { ...now, value, parts, drifting: true, since: part.at };
  else if (now.drifting && value <= design.threshold / 2)
    state.alarms = { ...now, value: 0, parts, drifting: false, since: null };
  else state.alarms = { ...now, value, parts };
}
