import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hashOf, type Route, routeOf, stationTabs } from './routing.js';

const name = fc.string({ minLength: 1, maxLength: 20 });

test('every page has a link of its own that leads back to it', () => {
  const routes: fc.Arbitrary<Route> = fc.oneof(
    fc.record({ page: fc.constant('line' as const), station: fc.option(name) }),
    fc.record({ page: fc.constant('frame' as const), frame: name }),
    fc.record({
      page: fc.constant('station' as const),
      station: name,
      tab: fc.constantFrom(...stationTabs),
    }),
    fc.record({ page: fc.constant('rehearsal' as const), station: name, rehearsal: name }),
    fc.record({ page: fc.constant('line-mode' as const), station: name }),
    fc.record({
      page: fc.constant('alerts' as const),
      station: fc.option(name),
      show: fc.constantFrom('open' as const, 'all' as const),
      incident: fc.option(name),
      alert: fc.option(name),
    }),
    fc.constantFrom<Route>({ page: 'wall' }, { page: 'stations' }),
  );
  fc.assert(
    fc.property(routes, (route) => {
      expect(routeOf(hashOf(route))).toEqual(route);
    }),
  );
});

test('what is not known leads to the live line', () => {
  expect(routeOf('')).toEqual({ page: 'line', station: null });
  expect(routeOf('#/stations/a/none')).toEqual({ page: 'station', station: 'a', tab: 'overview' });
  expect(routeOf('#/%E0%A4%A')).toEqual({ page: 'line', station: null });
});
