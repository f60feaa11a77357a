import { expect, test } from 'vitest';
import { connectorAccess } from './connector-key.js';

const made = () => 'made-for-this-run';
const none = { ofApi: {}, ofConnector: {} };

test('where the API asks for no key, or the connector has one, nothing is added', () => {
  expect(connectorAccess({}, made)).toEqual(none);
  const own = { TOUCHSTONE_API_KEYS: 'anna=k1', TOUCHSTONE_CONNECTOR_KEY: 'k2' };
  expect(connectorAccess(own, made)).toEqual(none);
});

test('a key that is named connector is its key, and without one both sides get a new one', () => {
  expect(connectorAccess({ TOUCHSTONE_API_KEYS: 'anna=k1, connector=k2' }, made)).toEqual({
    ofApi: {},
    ofConnector: { TOUCHSTONE_CONNECTOR_KEY: 'k2' },
  });
  expect(connectorAccess({ TOUCHSTONE_API_KEYS: 'anna=k1' }, made)).toEqual({
    ofApi: { TOUCHSTONE_API_KEYS: 'anna=k1,made-for-this-run' },
    ofConnector: { TOUCHSTONE_CONNECTOR_KEY: 'made-for-this-run' },
  });
});
