import pg from 'pg';
import { systemClock, Metrics } from '#telemetry';
import {
  Database,
  DefectNamings,
  Duplicates,
  Families,
  DefectEmbeddings,
  Stations,
} from '#storage';
import { DuplicateWatch } from '../../apps/watcher/src/duplicates/duplicate-watch.js';
import { IncidentNews } from '../../apps/watcher/src/looks/incident-news.js';
import { NewNames } from '../../apps/watcher/src/looks/new-names.js';
import { PlaceAlerts } from '../../apps/watcher/src/looks/place-alerts.js';
import { LookWatch } from '../../apps/watcher/src/looks/look-watch.js';
import { type Filling, fillStations, frameEveryMs, lastInspected } from '../support/filled-stations.js'; // prettier-ignore
import { ownDatabase } from '../support/services.js';
import { median, rounded } from './timing.js';

const turns = 20;
const limit = 100;

/** The obvious query: every kept embedding of the station is asked whether it is a defect whose look is missing. */
const everyFrameAsked = `
  SELECT i.frame_id, i.map FROM embeddings e
  JOIN inspections i USING (frame_id) LEFT JOIN alerts a ON a.id = e.frame_id LEFT JOIN defect_looks l USING (frame_id)
  WHERE e.station = $1 AND e.inspected_at <= $2 AND l.frame_id IS NULL
    AND (EXISTS (SELECT 1 FROM alerts WHERE id = e.frame_id AND verdict <> 'invalid')
      OR EXISTS (SELECT 1 FROM reviews WHERE frame_id = e.frame_id AND answer = 'defect' AND undone_at IS NULL))
  ORDER BY i.inspected_at, i.frame_id LIMIT $3`;

/**
 * Measures what the watch costs PostgreSQL while nothing new comes, with 50 stations and 200,000 alerts whose looks
 * were taken: the question for pending looks of one station, asked in three ways in turn, and a whole look at all.
 */
async function run({ quick }: { quick: boolean }): Promise<Record<string, unknown>> {
  const filling = quick
    ? { stations: 5, inspections: 1_500, withoutLook: 0 }
    : { stations: 50, inspections: 6_000, withoutLook: 0 };
  const postgres = await ownDatabase();
  const database = new Database({ url: postgres.url, onTrouble: () => undefined });
  const client = new pg.Client({ connectionString: postgres.url });
  try {
    await database.prepare();
    await fillStations(postgres.url, filling);
    await client.connect();
    const asked = await askedInTurn(database, client, filling);
    const whole = await wholeLooks(database, filling);
    const alerts = (filling.stations * filling.inspections * 2) / 3;
    return { stations: filling.stations, alerts, ...asked, ...whole };
  } finally {
    await client.end();
    await database.close();
    await postgres.stop();
  }
}

async function askedInTurn(database: Database, client: pg.Client, filling: Filling) {
  const looks = new DefectEmbeddings(database);
  const until = lastInspected(filling);
  const since = new Date(until.getTime() - 60 * frameEveryMs);
  const times = { every: [] as number[], all: [] as number[], fresh: [] as number[] };
  for (let turn = -2; turn < turns; turn++) {
    const station = `line-${(turn + 2) % filling.stations}`;
    const ways = {
      every: () => client.query(everyFrameAsked, [station, until, limit]),
      all: () => looks.pending(station, { since: null, until }, limit),
      fresh: () => looks.pending(station, { since, until }, limit),
    };
    for (const [name, way] of Object.entries(ways) as [
      keyof typeof ways,
      () => Promise<unknown>,
    ][]) {
      const ms = await timed(way);
      if (turn >= 0) times[name].push(ms);
    }
  }
  const [every, all, fresh] = [median(times.every), median(times.all), median(times.fresh)];
  return {
    'pending, every frame asked: ms': rounded(every),
    'pending, of all alerts: ms': rounded(all),
    'pending, of the last ten minutes: ms': rounded(fresh),
    'of all alerts: times as fast as every frame asked': rounded(every / all),
    'of the last ten minutes: times as fast as every frame asked': rounded(every / fresh),
  };
}

/** The first look goes through everything, the others through what is new. */
async function wholeLooks(database: Database, filling: Filling) {
  const until = lastInspected(filling);
  const stations = new Stations(database, undefined as never);
  const watch = watchOf(database, stations);
  const first = await timed(() => watch.lookAtAll(until));
  const others: number[] = [];
  for (let turn = 0; turn < 5; turn++) others.push(await timed(() => watch.lookAtAll(until)));
  return {
    'first look at all stations: ms': rounded(first),
    'each later look at all stations: ms': rounded(median(others)),
    'each later look, a station: ms': rounded(median(others) / filling.stations),
  };
}

/** Nothing is pending and no name is new, so what takes looks and learns names is not reached. */
function watchOf(database: Database, stations: Stations) {
  const unreached = undefined as never;
  const metrics = new Metrics();
  const looks = new DefectEmbeddings(database);
  const incidents = new IncidentNews(new Families(database), unreached, metrics, systemClock);
  const watch = new LookWatch(
    stations,
    new PlaceAlerts(looks, unreached, unreached, incidents, systemClock),
    new NewNames(looks, new DefectNamings(database), unreached, unreached, systemClock),
    systemClock,
  );
  const duplicates = new DuplicateWatch(new Duplicates(database), stations, metrics, systemClock);
  return {
    lookAtAll: async (until: Date) => {
      await watch.lookAtAll(until);
      for (const { id } of await stations.withModels()) await duplicates.lookAt(id, until);
    },
  };
}

async function timed(way: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await way();
  return performance.now() - begun;
}

export default { name: 'looks', run };
