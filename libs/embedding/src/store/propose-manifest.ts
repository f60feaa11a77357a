import { basename } from 'node:path';
import { z } from 'zod';
import {
  TouchstoneError,
  backboneManifest,
  type BackboneManifest,
  type BackboneManifestInput,
} from '#contracts';
import type { LayersModelFiles } from '../folder/backbone-files.js';
import { architectureOf, scalings, type Architecture } from './known-architectures.js';

/** The answers of a person on a network; what is left out is taken from its architecture where that is known. */
export type BackboneAnswers = Partial<
  Omit<BackboneManifestInput, 'format' | 'sha256' | 'provenance'> & {
    provenance: Partial<BackboneManifestInput['provenance']>;
  }
>;

const defaultSize = { width: 256, height: 256 };

/** The answers without which no manifest can be written, in the words of the command line. */
export type MissingAnswer = 'scaling' | 'taps';

/** Lists the answers that this network's layers do not give away. */
export function missingAnswers(modelTopology: unknown, answers: BackboneAnswers): MissingAnswer[] {
  const architecture = architectureOf(modelTopology);
  const needed: MissingAnswer[] = ['scaling', 'taps'];
  return needed.filter((member) => !answers[member] && !architecture);
}

/**
 * Proposes a manifest from the answers and, for the rest, from the architecture; `guesses` says in sentences what was
 * not answered.
 * @throws TouchstoneError backbone-invalid naming the answers that are missing; validation-failed for wrong ones.
 */
export function proposeManifest(
  files: LayersModelFiles,
  answers: BackboneAnswers,
): { manifest: BackboneManifest; guesses: string[] } {
  const missing = missingAnswers(files.topology, answers);
  if (missing.length > 0) throw mustBeAnswered(files.folder, missing);
  const architecture = architectureOf(files.topology);
  const manifest = checkedManifest({
    version: '1',
    inputSize: defaultSize,
    gridStride: 16,
    ...(architecture ? said(architecture) : {}),
    name: nameOf(files.folder),
    ...definedOnly(answers),
    provenance: { source: basename(files.folder), licence: 'not stated', ...answers.provenance },
    format: 'touchstone-backbone/1',
    sha256: files.sha256,
  });
  return { manifest, guesses: guessesOf(manifest, answers, architecture) };
}

function said({ taps, scaling, colourOrder }: Architecture) {
  return { taps: [...taps], scaling: scalings[scaling], colourOrder };
}

function guessesOf(
  manifest: BackboneManifest,
  answers: BackboneAnswers,
  architecture: Architecture | undefined,
): string[] {
  const { width, height } = manifest.inputSize;
  const taps = manifest.taps.map((tap) => tap.layer).join(', ');
  const by = architecture
    ? `its layers are named like those of ${architecture.title}`
    : 'by default';
  const sentences: Record<string, string> = {
    taps: `taps ${taps}: ${by}`,
    scaling: `scaling ${architecture?.scaling}: ${by}`,
    colourOrder: `colour order ${manifest.colourOrder.toUpperCase()}: ${by}`,
    inputSize: `size ${width} x ${height}: the size that was measured best`,
    gridStride: `a grid cell of ${manifest.gridStride} x ${manifest.gridStride} pixels`,
    licence: 'licence: not stated',
  };
  const answered = new Set([
    ...Object.keys(definedOnly(answers)),
    ...Object.keys(definedOnly(answers.provenance ?? {})),
  ]);
  return Object.entries(sentences)
    .filter(([member]) => !answered.has(member))
    .map(([, sentence]) => sentence);
}

/** Returns the answers that were given. */
export function definedOnly<T extends object>(answers: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(answers).filter(([, value]) => value !== undefined),
  ) as Partial<T>;
}

/** Returns a name for a backbone from that of its folder or file. */
export function nameOf(folder: string): string {
  const plain = basename(folder)
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-');
  return plain.replace(/^[^a-z0-9]+/, '').slice(0, 63) || 'backbone';
}

/**
 * Returns the manifest once it is checked.
 * @throws TouchstoneError validation-failed naming the member that is wrong.
 */
export function checkedManifest(manifest: unknown): BackboneManifest {
  const parsed = backboneManifest.safeParse(manifest);
  if (parsed.success) return parsed.data;
  throw new TouchstoneError(
    'validation-failed',
    `The backbone cannot be described so: ${z.prettifyError(parsed.error).replaceAll('\n', ' ')}`,
  );
}

function mustBeAnswered(folder: string, missing: readonly MissingAnswer[]): TouchstoneError {
  return new TouchstoneError(
    'backbone-invalid',
    `${folder} has no manifest.json and is of no architecture known here, so its ${missing.join(' and ')} must be said: ` +
      `touchstone backbones import <folder> ${missing.map((name) => `--${name} ...`).join(' ')}`,
    { facts: { missing } },
  );
}
