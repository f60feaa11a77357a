import { readFile } from 'node:fs/promises';
import { cameraLimitsFrom, faultOf } from '#calibration';
import { cameraSettings, type CameraFault } from '#contracts';
import { decode, measureQuality, type RgbImage } from '#images';
import { chooseReference } from '#learning';
import { plainView, type View } from '#inspection';
import { readLayout, type EvaluationSet } from '#evaluation';
import { type SimulatedFault, spoiled } from '#simulation';
import type { CameraStudy, CalledFrame, FaultCounts } from './study-result.js';
import { studyText } from './study-text.js';

export interface CameraStudyOptions {
  size: number;
  margin: number;
  json?: boolean;
}

const sizes: Readonly<Partial<Record<SimulatedFault, readonly number[]>>> = {
  blurred: [0.5, 0.75, 1, 1.5, 2, 3],
  dark: [0.05, 0.1, 0.15, 0.2, 0.3, 0.4],
  bright: [0.05, 0.1, 0.15, 0.2, 0.3, 0.4],
  'colour-cast': [0.05, 0.1, 0.15, 0.25],
  shifted: [2, 4, 6, 8, 12],
  turned: [1, 2, 3, 5],
};

const enough = 0.95;

/** Learns a camera's limits from train/good, and counts which test frames, as they are and spoiled, are called faults. */
export async function cameraStudy(folder: string, options: CameraStudyOptions): Promise<void> {
  const set = await readLayout(folder);
  const study = await studyOf(set, options);
  process.stdout.write(options.json ? `${JSON.stringify(study)}\n` : studyText(study));
}

export async function studyOf(
  set: EvaluationSet,
  { size, margin }: CameraStudyOptions,
): Promise<CameraStudy> {
  const normals = set.train.map((file) => ({
    id: file,
    partId: null,
    bytes: () => readFile(file),
  }));
  const plain = plainView({ width: size, height: size });
  const cameraReference = await chooseReference(normals, plain);
  const look = lookWith({ ...plain, cameraReference });
  const qualities = [];
  for (const file of set.train) qualities.push(look.measure(await look.open(file)));
  const limits = cameraLimitsFrom(qualities, cameraSettings.parse({ margin }))!;
  const judge = (image: RgbImage) => faultOf(look.measure(image), limits, image);
  const called = [];
  for (const kind of [...new Set(set.test.map(({ type }) => type))])
    called.push(await callsOf(kind, set, look.open, judge));
  const found = await foundIn(set, look.open, judge);
  return {
    set: set.name,
    normals: set.train.length,
    limits,
    called,
    found,
    smallest: smallestOf(found),
  };
}

function lookWith(view: View) {
  return {
    open: async (file: string) => decode(await readFile(file), view.size),
    measure: (image: RgbImage) => measureQuality(image, view.cameraReference),
  };
}

type Open = (file: string) => Promise<RgbImage>;
type Judge = (image: RgbImage) => CameraFault | null;

async function callsOf(
  kind: string,
  set: EvaluationSet,
  open: Open,
  judge: Judge,
): Promise<CalledFrame> {
  const files = set.test.filter(({ type }) => type === kind);
  const causes: Record<string, number> = {};
  for (const { file } of files) {
    const fault = judge(await open(file));
    if (fault !== null) causes[fault.cause] = (causes[fault.cause] ?? 0) + 1;
  }
  const invalid = Object.values(causes).reduce((sum, count) => sum + count, 0);
  return { kind, frames: files.length, invalid, causes };
}

/** Only frames that are no fault as they are. */
async function foundIn(set: EvaluationSet, open: Open, judge: Judge): Promise<FaultCounts[]> {
  const images: RgbImage[] = [];
  for (const { file, type } of set.test)
    if (type === 'good' && images.length < mostSpoiled) {
      const image = await open(file);
      if (judge(image) === null) images.push(image);
    }
  return Object.entries(sizes).flatMap(([fault, tried]) =>
    tried.map((size) => {
      const spoil = (image: RgbImage) => spoiled(image, fault as SimulatedFault, size);
      const faults = images.flatMap((image) => judge(spoil(image)) ?? []);
      const named = faults.filter(({ cause }) => cause === causeOf(fault as SimulatedFault)).length;
      const counts = { frames: images.length, invalid: faults.length, named };
      return { fault: fault as SimulatedFault, size, ...counts };
    }),
  );
}

function causeOf(fault: SimulatedFault): CameraFault['cause'] {
  return fault === 'turned' ? 'shifted' : fault;
}

/** The number of good test frames that are spoiled in every way. */
const mostSpoiled = 40;

/** Resampling blurs: of a turned picture only a fault that names the turn counts. */
function foundOf({ fault, invalid, named }: FaultCounts): number {
  return fault === 'turned' ? named : invalid;
}

function smallestOf(found: readonly FaultCounts[]): Record<string, number | null> {
  const faults = [...new Set(found.map(({ fault }) => fault))];
  return Object.fromEntries(
    faults.map((fault) => {
      const missed = found.findLastIndex((one) => one.fault === fault && foundOf(one) < enough * one.frames); // prettier-ignore
      const next = found.find((one, i) => one.fault === fault && i > missed);
      return [fault, next?.size ?? null];
    }),
  );
}
