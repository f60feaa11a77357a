import { randomBytes } from 'node:crypto';

/** The environment of both sides: the API takes the key that the connector brings. */
export interface ConnectorAccess {
  readonly ofApi: NodeJS.ProcessEnv;
  readonly ofConnector: NodeJS.ProcessEnv;
}

/**
 * Returns how the connector gets in. Where it has a key by setting, or the API asks for none, nothing is added; else the
 * key named `connector` of the API's list is its key, and where there is none, both sides get one that lasts as long as
 * this run. It has no name: a named key would prove somebody, who then could be asked for as the second person.
 */
export function connectorAccess(
  env: NodeJS.ProcessEnv,
  newKey: () => string = () => randomBytes(24).toString('hex'),
): ConnectorAccess {
  const keys = (env['TOUCHSTONE_API_KEYS'] ?? '').trim();
  if (env['TOUCHSTONE_CONNECTOR_KEY'] || keys === '') return { ofApi: {}, ofConnector: {} };
  const named = /(?:^|,)\s*connector=([^,]+)/i.exec(keys)?.[1]?.trim();
  if (named !== undefined) return { ofApi: {}, ofConnector: { TOUCHSTONE_CONNECTOR_KEY: named } };
  const key = newKey();
  return {
    ofApi: { TOUCHSTONE_API_KEYS: `${keys},${key}` },
    ofConnector: { TOUCHSTONE_CONNECTOR_KEY: key },
  };
}
