import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { mqttMessage, type MqttMessage, type Verdict } from '#contracts';
import { Frames, Inspections, Outbox } from '#storage';
import { systemClock } from '#telemetry';
import { ConnectedLine, startConnector, type StartedConnector } from '../../support/connected-line.js'; // prettier-ignore
import { Door, type Heard, Mosquitto, reason } from '../../support/mosquitto.js';
import { someFrame, someInspection } from '../../support/records.js';
import { until } from '../../support/until.js';

describe.skipIf(reason !== '')(`MQTT out${reason}`, () => {
  let line: ConnectedLine;
  let connector: StartedConnector | undefined;
  let broker: Mosquitto;

  beforeAll(async () => {
    line = await ConnectedLine.start();
  });

  afterEach(async () => {
    await connector?.stop();
    connector = undefined;
    await broker.stop();
  });

  afterAll(() => line.stop());

  const connectTo = async (port: number, more: Record<string, string> = {}) => {
    const url = `mqtt://127.0.0.1:${port}`;
    connector = await startConnector({ ...line.environment, TOUCHSTONE_MQTT_URL: url, ...more });
  };

  const metrics = async () => (await fetch(`${connector!.url}/metrics`)).text();
  const isConnected = async () => /touchstone_mqtt_connected\{[^}]+\} 1/.test(await metrics());
  const nothingOwed = async () => (await line.api.app.get(Outbox).waiting()) === 0;

  /** Records an inspection as a worker does. Returns the frame's id. */
  async function inspect(verdict: Verdict, alert = false): Promise<string> {
    const frame = someFrame({ id: systemClock.newId(), station: 'line-1' });
    await line.api.app.get(Frames).accept(frame);
    const inspection = someInspection(frame, { verdict });
    await line.api.app.get(Inspections).record({ inspection, map: new Float32Array(6), alert });
    return frame.id;
  }

  /** Checks every message by the published schema. */
  const messages = (topic: string): MqttMessage[] =>
    broker.heard
      .filter((heard) => heard.topic === topic && heard.payload !== '')
      .map(({ payload }: Heard) => mqttMessage.parse(JSON.parse(payload)));

  const idsOf = (topic: string) => messages(topic).map((said) => ('id' in said ? said.id : ''));

  test.each(['5', '3.1.1'])(
    'by MQTT %s results and alerts come in their order, states are retained, and the will says that it is gone',
    async (version) => {
      broker = await Mosquitto.at();
      await broker.start();
      await broker.listen();
      await connectTo(broker.port, { TOUCHSTONE_MQTT_VERSION: version });
      await until(isConnected);
      const ids = [await inspect('ok'), await inspect('defect', true), await inspect('ok')];
      await until(() => idsOf('touchstone/line-1/inspections').length === 3);
      expect(idsOf('touchstone/line-1/inspections')).toEqual(ids);
      await until(() => idsOf('touchstone/line-1/alerts').length === 1);
      expect(messages('touchstone/line-1/alerts')).toMatchObject([{ id: ids[1], version: 1, verdict: 'defect' }]); // prettier-ignore
      await until(() => messages('touchstone/line-1/state').length > 0);
      expect(messages('touchstone/status')).toMatchObject([{ status: 'online' }]);
      await connector!.stop();
      connector = undefined;
      await until(() => messages('touchstone/status').length === 2);
      expect(messages('touchstone/status').at(-1)).toMatchObject({ status: 'offline' });
      const { stdout } = await promisify(execFile)('mosquitto_sub', ['-p', String(broker.port), '-t', 'touchstone/line-1/state', '-C', '1', '-F', '%r %p']); // prettier-ignore
      expect(stdout).toMatch(/^1 \{"type":"state","version":1,"stationId":"line-1"/);
    },
  );

  test('while the broker is killed again and again every result is delivered, and what comes twice has the same id', async () => {
    broker = await Mosquitto.at();
    const door = await Door.before(broker.port);
    await connectTo(door.port);
    await until(async () => (await metrics()).includes('touchstone_mqtt_owed_messages'));
    const ids: string[] = [];
    for (let kill = 0; kill < 5; kill += 1) {
      await broker.start();
      await broker.listen();
      await door.open();
      const before = new Set(idsOf('touchstone/line-1/inspections')).size;
      for (let result = 0; result < 60; result += 1) ids.push(await inspect('ok'));
      await until(() => new Set(idsOf('touchstone/line-1/inspections')).size > before);
      await door.shut();
      await broker.end('SIGKILL');
    }
    await broker.start();
    await broker.listen();
    await door.open();
    await until(nothingOwed);
    await until(() => new Set(idsOf('touchstone/line-1/inspections')).size === ids.length);
    expect([...new Set(idsOf('touchstone/line-1/inspections'))].toSorted()).toEqual(ids.toSorted());
    await door.shut();
  });

  test('by TLS and password; a wrong password is not let in, and what is owed waits', async () => {
    broker = await Mosquitto.at(['allow_anonymous false', 'password_file FOLDER/users', 'certfile FOLDER/own.crt', 'keyfile FOLDER/own.key']); // prettier-ignore
    await secure(broker);
    const more = {
      TOUCHSTONE_MQTT_URL: `mqtts://127.0.0.1:${broker.port}`,
      TOUCHSTONE_MQTT_CA: await readFile(join(broker.folder, 'own.crt'), 'utf8'),
      TOUCHSTONE_MQTT_USER: 'plant',
    };
    await broker.start();
    await connectTo(broker.port, { ...more, TOUCHSTONE_MQTT_PASSWORD: 'wrong' });
    await until(async () => (await metrics()).includes('touchstone_mqtt_owed_messages'));
    await inspect('ok');
    await until(async () => /touchstone_mqtt_owed_messages\{[^}]+\} 1/.test(await metrics()));
    expect(await isConnected()).toBe(false);
    await connector!.stop();
    await connectTo(broker.port, { ...more, TOUCHSTONE_MQTT_PASSWORD: 'right' });
    await until(isConnected);
    await until(nothingOwed);
  });

  /** Makes a certificate and a user for the broker, whose settings then name its folder. */
  async function secure({ folder }: Mosquitto): Promise<void> {
    const at = (name: string) => join(folder, name);
    const run = promisify(execFile);
    await run('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', at('own.key'), '-out', at('own.crt')]); // prettier-ignore
    await run('mosquitto_passwd', ['-c', '-b', at('users'), 'plant', 'right']);
    await run('chmod', ['-R', 'a+rX', folder]);
  }
});
