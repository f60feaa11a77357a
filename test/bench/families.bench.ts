import { adjustedRandIndex } from '#analysis';
import { seededRandom, shuffledPlaces } from '#numbers';
import type { Families, FamilyDetail } from '#contracts';
import { simulateFrame } from '#simulation';
import { startProduct } from '../support/product.js';
import {
  addNormal,
  calibrateNow,
  inspectFrame,
  patientClient,
  putStation,
} from '../support/station.js';
import { until } from '../support/until.js';

const station = 'bench';
const normals = 120;
const chanceDraws = 200;
const mediaType = 'image/jpeg';

/** The families that a stage of the line left behind: that of each alert, by frame, and their names. */
interface Stage {
  of: Map<string, string>;
  names: Map<string, string>;
}

/**
 * A simulated line of eight kinds of defects runs in stages on the whole product: how many alerts stay in the family
 * that they were put into, whether a family's name ever changes, and how well families and kinds agree beside chance.
 */
async function run({ quick }: { quick: boolean }): Promise<Record<string, unknown>> {
  const [stages, parts] = quick ? [3, 40] : [6, 120];
  const product = await startProduct();
  try {
    const client = patientClient(product.url);
    await learn(client);
    const kinds = new Map<string, string>();
    const seen: Stage[] = [];
    for (let stage = 0; stage < stages; stage++) {
      for (let i = 0; i < parts; i++) await show(client, normals + stage * parts + i, kinds);
      seen.push(await settled(product.url));
      if (stage === 0) await nameOne(product.url);
    }
    return figures(seen, kinds);
  } finally {
    await product.stop();
  }
}

const line = { seed: 1, width: 320, height: 240, defects: 0.5 };

async function learn(client: ReturnType<typeof patientClient>): Promise<void> {
  await putStation(client, station, {});
  for (let i = 0; i < normals; i++) {
    const { bytes, partId } = await simulateFrame(line, i, null);
    await addNormal(client, station, { bytes, mediaType, facts: { partId } });
  }
  await calibrateNow(client, station);
}

async function show(
  client: ReturnType<typeof patientClient>,
  index: number,
  kinds: Map<string, string>,
): Promise<void> {
  const { bytes, partId, defect } = await simulateFrame(line, index);
  const { frameId } = await inspectFrame(client, station, {
    bytes,
    mediaType,
    facts: { partId },
  });
  kinds.set(frameId, defect?.kind ?? 'good');
}

/** Waits until every alert was placed, and nothing moved for two rounds of the watch. */
async function settled(url: string): Promise<Stage> {
  let before = '';
  let since = 0;
  return until(async () => {
    const stage = await stageOf(url);
    const now = JSON.stringify([...stage.of]);
    if (now !== before) [before, since] = [now, Date.now()];
    return Date.now() - since > 8_000 ? stage : null;
  }, 120_000);
}

async function stageOf(url: string): Promise<Stage> {
  const { items } = await read<Families>(`${url}/v1/stations/${station}/families`);
  const of = new Map<string, string>();
  for (const { id } of items) {
    const answer = await fetch(`${url}/v1/stations/${station}/families/${id}`);
    // Regrouped between the list and this one.
    if (!answer.ok) continue;
    for (const { frameId } of ((await answer.json()) as FamilyDetail).members) of.set(frameId, id);
  }
  return { of, names: new Map(items.map(({ id, name }) => [id, name])) };
}

async function nameOne(url: string): Promise<void> {
  const { items } = await read<Families>(`${url}/v1/stations/${station}/families`);
  const largest = items.toSorted((a, b) => b.alerts - a.alerts)[0]!;
  await fetch(`${url}/v1/stations/${station}/families/${largest.id}`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'named by a person' }),
  });
}

async function read<T>(url: string): Promise<T> {
  return (await (await fetch(url)).json()) as T;
}

function figures(stages: readonly Stage[], kinds: ReadonlyMap<string, string>) {
  const last = stages.at(-1)!;
  // What a person named after the first stage is renamed then, and never again.
  const renamed = stages.slice(1).reduce((sum, { names }, i) => {
    const before = stages[i]!.names;
    const changed = [...names].filter(([id, name]) => before.has(id) && before.get(id) !== name);
    return sum + changed.filter(([, name]) => name !== 'named by a person').length;
  }, 0);
  const stayed = stages.slice(0, -1).map(({ of }) => {
    const same = [...of].filter(([frame, family]) => last.of.get(frame) === family).length;
    return Number((same / of.size).toFixed(3));
  });
  const defects = [...last.of].filter(([frame]) => kinds.get(frame) !== 'good');
  return {
    alerts: stages.map(({ of }) => of.size),
    falseAlarms: last.of.size - defects.length,
    families: stages.map(({ names }) => names.size),
    stayedUntilTheEnd: stayed,
    namesChanged: renamed,
    namedFamilyIsThere: [...last.names.values()].includes('named by a person'),
    ...agreement(
      defects.map(([, family]) => family),
      defects.map(([frame]) => kinds.get(frame)!),
    ),
  };
}

/** Beside chance: the same families dealt to the defects at random. */
function agreement(families: readonly string[], kinds: readonly string[]) {
  const random = seededRandom(1);
  const dealt = Array.from(
    { length: chanceDraws },
    () =>
    adjustedRandIndex(shuffledPlaces(families.length, random).map((i) => families[i]!), kinds), // prettier-ignore
  ).sort((a, b) => a - b);
  return {
    adjustedRand: adjustedRandIndex(families, kinds),
    byChance: dealt.reduce((sum, v) => sum + v, 0) / dealt.length,
    byChanceQ95: dealt[Math.floor(0.95 * dealt.length)],
  };
}

export default { name: 'families', run };
