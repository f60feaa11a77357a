import fc from 'fast-check';
import { expect, test } from 'vitest';
import { certificate, modelManifest, targets, type ModelManifest } from '#contracts';
import { certificatePage as pageOf } from './certificate-page.js';
import type { CertificatePageInput } from './input.js';

const hash = 'ab'.repeat(32);
const id = '0198c0de-0000-7000-8000-000000000001';

const promise = (target: number, j: number) => ({
  target,
  j,
  parts: 40,
  expectedRate: j / 41,
  interval95: [0.0006, 0.088] as [number, number],
  provisional: false,
  partsMissing: 0,
});

/** White space is the browser's to fold. */
function certificatePage(input: CertificatePageInput): string {
  return pageOf(input).replace(/\s+/g, ' ');
}

function manifestWith(changes: Record<string, unknown> = {}): ModelManifest {
  return modelManifest.parse({
    format: 'touchstone-model/1',
    id,
    station: 'press-4',
    version: 3,
    madeAt: '2026-11-23T21:30:00.000Z',
    backbone: { name: 'touchstone-small', version: '1.0.0', sha256: hash },
    inputSize: { width: 256, height: 256 },
    regionOfInterest: null,
    bank: { blob: 'b', sha256: hash, rows: 2000, dimensions: 128, settings: {} },
    score: {},
    limits: { warn: 3.1, reject: 3.8, scale: 0.2 },
    certificate: certificate.parse({
      method: 'conformal-grouped-kfold',
      frames: 60,
      parts: 40,
      folds: 5,
      seed: 1,
      warn: promise(0.05, 2),
      reject: promise(0.03, 1),
      provisional: false,
      heldOutScores: Array.from({ length: 40 }, (_, i) => 2 + i * 0.045),
      grouping: { byPartId: 30, byLotAndTime: 0, byLikeness: 4, alone: 6 },
      limitSetters: [
        { frameId: 'f1', partId: 'serial-1', score: 3.8, limit: 'reject' },
        { frameId: 'f2', partId: null, score: 3.1, limit: 'warn' },
      ],
      partsNeeded: [
        { rate: 0.05, missing: 0 },
        { rate: 0.001, missing: 959 },
      ],
      cannotPromise: ['It says nothing of misses.'],
      hashes: { bank: hash, backbone: hash, normals: hash },
      made: { by: 'Anna', at: '2026-11-23T21:30:00.000Z', why: 'new lamp' },
      ...changes,
    }),
  });
}

function inputWith(changes: Partial<CertificatePageInput> = {}): CertificatePageInput {
  return {
    manifest: manifestWith(),
    station: { id: 'press-4', title: 'Press 4', targets: targets.parse({}) },
    state: 'active',
    byHand: null,
    smallestDefect: null,
    pictures: new Map([['f1', 'data:image/jpeg;base64,AAAA']]),
    printedAt: '2026-11-23T22:00:00.000Z',
    ...changes,
  };
}

test('says what is promised, who made it, what sets the limits and what more parts would give', () => {
  const page = certificatePage(inputWith());
  for (const text of [
    'about 240 of 10,000 are expected to be called defect (2.4 %)',
    'the true rate lies between 0.06 % and 8.8 %',
    'conformal: number 2 from the top of 40 held-out part scores',
    '60 frames of 40 independent parts (told 30 by part id, 4 by likeness, 6 one frame each)',
    '2026-11-23 21:30 UTC by Anna',
    'new lamp',
    '959 more parts',
    'serial-1',
    'It says nothing of misses.',
    hash,
  ])
    expect(page).toContain(text);
  expect(page).not.toContain('Provisional');
});

test('a picture that is there is inlined, one that is gone is said to be', () => {
  const page = certificatePage(inputWith());
  expect(page).toContain('<img src="data:image/jpeg;base64,AAAA" alt="Part serial-1" />');
  expect(page.match(/the normal was deleted since/g)).toHaveLength(1);
});

test('a provisional certificate says so at the top, with the parts that are missing', () => {
  const weak = { ...promise(0.01, 1), provisional: true, partsMissing: 59 };
  const warn = {
    ...promise(0.1, 4),
    widened: { asked: 0.05, because: 'Up to 10 % go to review.' },
  };
  const page = certificatePage(
    inputWith({ manifest: manifestWith({ provisional: true, reject: weak, warn }) }),
  );
  expect(page).toContain('Provisional: 40 independent parts are too few');
  expect(page).toContain('59 more parts');
  expect(page).toContain('Up to 10 % go to review.');
});

test('an extrapolated limit is marked, with its fit; a fallback gives its reason', () => {
  const tail = {
    threshold: 3,
    exceedances: 20,
    shape: 0.1,
    scale: 0.2,
    statistic: 0.4,
    pValue: 0.6,
  };
  const reject = { ...promise(0.001, 1), extrapolated: true, method: 'peaks-over-threshold', tail };
  const warn = { ...promise(0.05, 2), fallback: '40 parts can show 5 %.' };
  const page = certificatePage(inputWith({ manifest: manifestWith({ reject, warn }) }));
  expect(page).toContain('extrapolated: generalised Pareto tail over the 20 largest');
  expect(page).toContain('if the tail goes on as it was fitted');
  expect(page).toContain('40 parts can show 5 %.');
});

test('a budget is told in the words of the plant where it is the target', () => {
  const station = {
    id: 's',
    title: '',
    targets: targets.parse({ reject: { falseAlarms: 150, parts: 5000, per: 'shift' } }),
  };
  expect(certificatePage(inputWith({ station }))).toContain(
    '150 false alarms a shift of 5,000 parts',
  );
});

test('the page is whole in itself: no script, no address but that of its pictures', () => {
  const page = certificatePage(inputWith());
  expect(page).not.toMatch(/<script|<link|@import|url\(|https?:/);
  for (const [, address] of page.matchAll(/(?:src|href)="([^"]*)"/g))
    expect(address).toMatch(/^data:image\//);
});

test('whatever people write is shown and never becomes markup', () => {
  const nasty = fc.oneof(
    fc.constantFrom(
      '<script>alert(1)</script>',
      '"><img src=x onerror=y>',
      "' onload='z",
      '&lt;b&gt;',
    ),
    fc.string(),
  );
  fc.assert(
    fc.property(nasty, nasty, nasty, (title, partId, why) => {
      const made = { by: title, at: '2026-11-23T21:30:00.000Z', why };
      const limitSetters = [{ frameId: 'f1', partId, score: 3.8, limit: 'reject' }];
      const page = certificatePage(
        inputWith({
          manifest: manifestWith({ made, limitSetters, cannotPromise: [why] }),
          station: { id: 'press-4', title, targets: targets.parse({}) },
        }),
      );
      const plain = certificatePage(
        inputWith({
          manifest: manifestWith({
            made: { ...made, by: 'x', why: 'y' },
            limitSetters: [{ ...limitSetters[0], partId: 'z' }],
            cannotPromise: ['y'],
          }),
          station: { id: 'press-4', title: 'x', targets: targets.parse({}) },
        }),
      );
      // An empty reason takes its row away; all else leaves the tags as they are.
      if (why !== '') expect(tagsOf(page)).toEqual(tagsOf(plain));
    }),
  );
});

function tagsOf(page: string): string[] {
  return [...page.matchAll(/<\/?([a-z!][a-z0-9]*)/gi)].map(([tag]) => tag);
}

test('equal scores and a single part still give a picture without NaN', () => {
  for (const heldOutScores of [[2, 2, 2], [5]]) {
    const page = certificatePage(inputWith({ manifest: manifestWith({ heldOutScores }) }));
    expect(page).not.toMatch(/NaN|Infinity/);
  }
});

test('limits that a person set are said before anything else, with who, when and why', () => {
  const byHand = {
    warn: 2.5,
    reject: 3.2,
    version: 2,
    by: 'Anna',
    approvedBy: 'Ben',
    at: '2026-11-24T08:00:00.000Z',
    why: 'scratches passed <on Monday>',
  };
  const page = certificatePage(inputWith({ byHand }));
  expect(page).toContain(
    'Limits set by hand: review 2.5 in place of 3.1, reject 3.2 in place of 3.8',
  );
  expect(page).toContain('by Anna, approved by Ben, 2026-11-24 08:00 UTC: scratches passed &lt;on');
  expect(certificatePage(inputWith())).not.toContain('by hand');
});

test('marks that were tried stand on the page as synthetic, with sizes, and a dash where none was found', () => {
  const curve = { contrast: 30, a50: 0.02, a90: 0.041, points: [] };
  const found = {
    modelId: '0190a000-0000-7000-8000-000000000001',
    version: 1,
    at: '2026-01-31T08:00:00.000Z',
    seed: 1,
    normals: 20,
    marks: 864,
    side: 256,
    limits: { warn: 2, reject: 3 },
    unmarked: { 'not-passed': 1, defect: 0 },
    curves: [
      { ...curve, foundAs: 'not-passed' as const, a9095: 0.053 },
      { ...curve, foundAs: 'defect' as const, a9095: null },
    ],
    places: {
      rows: 1,
      columns: 2,
      cells: [
        { found: 6, tried: 24 },
        { found: 0, tried: 0 },
      ],
    },
  };
  const page = certificatePage(inputWith({ smallestDefect: found }));
  for (const words of ['synthetic', '864 marks', '4.1 %', '5.3 %', '–', '25 %', 'masked'])
    expect(page).toContain(words);
  expect(certificatePage(inputWith())).not.toContain('synthetic');
});
