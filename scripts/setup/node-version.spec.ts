import { expect, test } from 'vitest';
import { checkNodeVersion } from './node-version.mjs';

test.each(['20.19.0', '20.20.2', '22.12.0', '22.22.0'])('Node %s will do', (version) => {
  expect(() => checkNodeVersion(version)).not.toThrow();
});

test.each(['18.20.0', '20.18.9', '21.7.3', '22.11.0', '23.0.0', '24.1.0'])(
  'Node %s is refused by name',
  (version) => {
    expect(() => checkNodeVersion(version)).toThrow(`This is Node ${version}`);
  },
);
