import { expect, test } from 'vitest';
import { differences } from './differences.mjs';
import { lockedPackages } from './locked-packages.mjs';
import { noticesOf } from './notices.mjs';
import { componentsOf } from './sbom.mjs';

const lock = {
  packages: {
    '': { name: 'touchstone' },
    'node_modules/a': { version: '1.0.0', license: 'MIT' },
    'node_modules/b': { version: '2.0.0', license: 'ISC' },
    'node_modules/b/node_modules/a': { version: '1.0.0', license: 'MIT' },
    'node_modules/b/node_modules/@c/d': { version: '3.0.0', license: 'MIT', os: ['linux'] },
    'node_modules/tool': { version: '9.0.0', license: 'MIT', dev: true },
  },
};

test('each package that ships is listed once, tools of development are not', () => {
  expect(lockedPackages(lock)).toMatchObject([
    { name: '@c/d', version: '3.0.0', forOneSystem: true },
    { name: 'a', places: ['node_modules/a', 'node_modules/b/node_modules/a'], forOneSystem: false },
    { name: 'b', licence: 'ISC' },
  ]);
});

test('a licence text stands once, with all packages that it belongs to', () => {
  const text = noticesOf(lockedPackages(lock), ({ name }) => ['the MIT text', `notice of ${name}`]);
  expect(text.split('the MIT text').length).toBe(2);
  expect(text).toContain('a@1.0.0\nb@2.0.0\n');
  expect(text).toContain('@c/d@3.0.0  MIT');
  expect(text).not.toContain('notice of @c/d');
});

test('what is locked and not listed is named, and the other way round', () => {
  const listed = componentsOf({
    components: [
      { name: 'a', version: '1.0.0', components: [{ group: '@c', name: 'd', version: '3.0.0' }] },
      { name: 'old', version: '1.0.0' },
    ],
  });
  expect(differences(['a@1.0.0', '@c/d@3.0.0', 'b@2.0.0'], listed)).toEqual([
    'b@2.0.0 is missing in sbom.cdx.json',
    'old@1.0.0 stands in sbom.cdx.json and is not locked',
  ]);
});
