import { expect, test } from 'vitest';
import { z } from 'zod';
import { mqttEnvironment, mqttSettingsOf } from './mqtt-settings.js';
import { topicOf } from './topic.js';

const read = (env: Record<string, string>) => mqttSettingsOf(z.object(mqttEnvironment).parse(env));
const url = { TOUCHSTONE_MQTT_URL: 'mqtts://broker:8883' };

test('without an address nothing is published; with one the rest has defaults', () => {
  expect(read({})).toBe(null);
  expect(read(url)).toMatchObject({
    url: 'mqtts://broker:8883',
    version: '5',
    clientId: 'touchstone',
    topics: 'touchstone/{station}/{kind}',
    statusTopic: 'touchstone/status',
  });
});

test.each([
  [{ TOUCHSTONE_MQTT_URL: 'http://broker' }],
  [{ ...url, TOUCHSTONE_MQTT_VERSION: '4' }],
  [{ ...url, TOUCHSTONE_MQTT_TOPICS: 'touchstone/{kind}' }],
  [{ ...url, TOUCHSTONE_MQTT_TOPICS: '{station}/{kind}/#' }],
  [{ ...url, TOUCHSTONE_MQTT_CA: '/path/of/a/file' }],
])('the settings %j are refused', (env) => {
  expect(() => read(env as Record<string, string>)).toThrow();
});

test('a topic is made of the template', () => {
  expect(topicOf('plant/{kind}/of/{station}', 'line-1', 'alerts')).toBe('plant/alerts/of/line-1');
});
