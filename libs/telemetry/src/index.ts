export { type Clock, frameIdForKey, systemClock } from './clock.js';
export { type CheckResult, Health, type Readiness } from './health.js';
export { listeningAt } from './listening-at.js';
export { createLog, type Log, type LogLevel, logLevels, NestLog } from './log.js';
export { type LoopFigures, LoopMetrics } from './loop-metrics.js';
export { Metrics, type QueueFigures } from './metrics.js';
export { runSteps, shutDownOnSignals, type ShutdownStep } from './shutdown.js';
export { mostStationLabels } from './station-label.js';
export { LOG, TelemetryModule, type TelemetryOptions } from './telemetry.module.js';
