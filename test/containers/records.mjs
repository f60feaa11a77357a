import { insistEqual, until } from './until.mjs';

const open = "select count(*) from frames where state not in ('inspected', 'failed')";
const wrong =
  'select count(*) from frames f where (select count(*) from inspections i where i.frame_id = f.id) <> 1';
const states =
  "select string_agg(state || ' ' || n, ', ' order by state) from (select state, count(*) n from frames group by state) s";

/** Waits until every frame is settled; throws unless each has exactly one inspection. Resolves to a sentence. */
export async function insistNothingLost(set) {
  const seconds = await until(
    600,
    'every frame is settled',
    async () => (await set.sql(open)) === '0',
  );
  insistEqual('frames without exactly one inspection', await set.sql(wrong), '0');
  return `settled after ${seconds} s, each frame inspected exactly once (${await set.sql(states)})`;
}

/** Resolves to how many frames are in a state. */
export async function framesIn(set, state) {
  return Number(await set.sql(`select count(*) from frames where state = '${state}'`));
}
