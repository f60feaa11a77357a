import {
  familyOf,
  type FamilyReach,
  type Regrouping,
  regroup,
  type RegroupOptions,
  squaredDistance,
  startReach,
} from '#analysis';
import type { NameSuggestion } from '#contracts';
import type { FamilyStep, StoredFamily, StoredDefectEmbedding } from '#storage';
import type { TakenLook } from './defect-embedder.js';

/** The first grouping waits for so many alerts, each later one until as many have come as were grouped last. */
const fewestNew = 8;
/**
 * The number of grouped alerts from which on families are settled: their members move only when a person asks for it.
 */
const settledFrom = 128;
/**
 * The number of members below which families are grouped on, so that defects which were new one by one come together.
 */
const smallFamily = 3;
/** The number of the newest defects that are counted at most. */
const mostCounted = 2_000;

export interface Placing {
  readonly newId: () => string;
  readonly suggest: (madeWith: string, vector: Float32Array) => NameSuggestion | null;
}

/**
 * Puts looks into the families they are within reach of, or starts families with them; now and then groups them
 * anew, while there are few. Returns the frames that are new in a family.
 */
export async function placeLooks(
  step: FamilyStep,
  taken: readonly TakenLook[],
  placing: Placing,
): Promise<Set<string>> {
  const placed = new Set<string>();
  for (const one of taken) if (await placeOne(step, one, placing)) placed.add(one.pending.frameId);
  for (const madeWith of new Set(taken.map(({ pending }) => pending.madeWith)))
    await regroupIfDue(step, madeWith, placing.newId);
  return placed;
}

async function placeOne(
  step: FamilyStep,
  { pending, vector }: TakenLook,
  { newId, suggest }: Placing,
): Promise<boolean> {
  const { frameId, seenAt, partId, alerted, madeWith } = pending;
  const suggestion = vector && suggest(madeWith, vector);
  const look = { frameId, seenAt, partId, alerted, madeWith, vector, suggestion };
  const added = await step.add([{ ...look, family: null, distance: null }]);
  if (!added.has(frameId) || vector === null || !alerted) return false;
  const found = familyOf((await step.families(madeWith)).map(toFamily), vector);
  const id = found?.id ?? newId();
  if (found === null)
    await step.addFamily({ id, madeWith, centre: vector, reach: startReach, begunAt: seenAt });
  await step.move(frameId, id, found?.distance ?? 0);
  const { arrived, grouped } = await step.counts(madeWith);
  await step.counted(madeWith, { arrived: arrived + 1, grouped });
  return true;
}

async function regroupIfDue(
  step: FamilyStep,
  madeWith: string,
  newId: () => string,
): Promise<void> {
  const { arrived, grouped } = await step.counts(madeWith);
  const settled = grouped >= settledFrom;
  if (arrived < (settled ? fewestNew : Math.max(fewestNew, grouped))) return;
  const all = await step.looks({ madeWith, limit: mostCounted });
  const looks = settled ? inSmallFamilies(all) : all;
  if (looks.length > 0)
    await regroupLooks(step, madeWith, looks, { newId, onlyIfBetter: true, keepApart: settled });
  await step.counted(madeWith, { arrived: 0, grouped: Math.max(grouped, looks.length) });
}

function inSmallFamilies(looks: readonly StoredDefectEmbedding[]): StoredDefectEmbedding[] {
  const members = new Map<string, number>();
  for (const { family } of looks)
    if (family !== null) members.set(family, (members.get(family) ?? 0) + 1);
  return looks.filter(({ family }) => family !== null && members.get(family)! < smallFamily);
}

/** Groups these looks anew and stores what changed. */
export async function regroupLooks(
  step: FamilyStep,
  madeWith: string,
  looks: readonly StoredDefectEmbedding[],
  options: RegroupOptions,
): Promise<Regrouping> {
  const before = await step.families(madeWith);
  const asked = looks.map(({ frameId, vector, family }) => ({ id: frameId, vector, family }));
  const regrouped = regroup(asked, before.map(toFamily), options);
  const known = new Set(before.map(({ id }) => id));
  for (const { id, centre, reach } of regrouped.families)
    if (known.has(id)) await step.shapeFamily(id, centre, reach);
    else await step.addFamily({ id, madeWith, centre, reach, begunAt: new Date() });
  const centres = new Map(regrouped.families.map(({ id, centre }) => [id, centre]));
  for (const { frameId, vector } of looks) {
    const family = regrouped.of.get(frameId) ?? null;
    const centre = family === null ? undefined : centres.get(family);
    await step.move(frameId, family, centre ? Math.sqrt(squaredDistance(centre, vector)) : null);
  }
  await step.forgetEmpty(madeWith);
  return regrouped;
}

function toFamily({ id, centre, reach, name }: StoredFamily): FamilyReach {
  return { id, centre, reach, named: name !== null };
}
