import { expect, test } from 'vitest';
import { deviceScopes, isEnough, needs, roles } from './roles.js';

/** The whole table, written by hand: who may pass which need. */
const passes: Record<string, readonly string[]> = {
  viewer: ['nothing', 'viewer'],
  operator: ['nothing', 'viewer', 'operator'],
  engineer: ['nothing', 'ingest', 'viewer', 'operator', 'engineer'],
  administrator: ['nothing', 'ingest', 'viewer', 'operator', 'engineer', 'administrator'],
  ingest: ['nothing', 'ingest'],
  read: ['nothing', 'viewer'],
  operate: ['nothing', 'viewer', 'operator'],
};

test('each role and each scope passes the needs of its line, and no others', () => {
  for (const role of roles)
    expect([role, needs.filter((need) => isEnough(need, { role, scopes: [] }))]).toEqual([role, passes[role]]); // prettier-ignore
  for (const scope of deviceScopes)
    expect([scope, needs.filter((need) => isEnough(need, { role: null, scopes: [scope] }))]).toEqual([scope, passes[scope]]); // prettier-ignore
});

test('who has neither role nor scope passes nothing that needs one', () => {
  expect(needs.filter((need) => isEnough(need, { role: null, scopes: [] }))).toEqual(['nothing']);
});
