// The connector process: pushes what lies in folders, as any camera does, and tells an MQTT broker what happens. It
// computes nothing and has no queue.
import 'reflect-metadata';
import { type Log, runProcess, startApp } from '#telemetry';
import { MqttOut } from './mqtt/mqtt-out.js';
import { SourceRuns } from './source-runs.js';
import { watchHealth } from './connector-health.js';
import { ConnectorModule } from './connector.module.js';
import { readSettings, type Settings } from './settings.js';

function start(settings: Settings, log: Log): Promise<void> {
  return startApp({
    name: 'connector',
    module: ConnectorModule.forRoot(settings, log),
    log,
    settings,
    watchHealth,
    finish: (app) => [
      { name: 'messages in hand', run: () => app.get(MqttOut).stop() },
      { name: 'files in hand', run: () => app.get(SourceRuns).stop() },
    ],
  });
}

await runProcess('connector', readSettings, start);
