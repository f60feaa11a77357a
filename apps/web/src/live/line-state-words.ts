import type { StationTile } from '#contracts';
import { duration } from '../words.js';
import type { LineState, LineStateKind } from './line-state.js';

/** The words that tell a state: a word to be read from afar, a sentence, and what to do. */
export interface StateWords {
  word: string;
  sentence: string;
  toDo: string;
}

/** The look of a state: the colours and shapes of the verdicts, and one that is none of them. */
export const stateLooks: Record<LineStateKind, 'ok' | 'review' | 'defect' | 'invalid'> = {
  lost: 'invalid',
  'no-records': 'invalid',
  'no-model': 'invalid',
  refused: 'invalid',
  closed: 'review',
  unjudged: 'invalid',
  camera: 'invalid',
  silent: 'invalid',
  waiting: 'invalid',
  defect: 'defect',
  review: 'review',
  ok: 'ok',
};

/** Returns the words for a state. `usualPauseMs` is the station's rhythm, where it is known. Pure. */
export function stateWords(
  { kind, forMs }: LineState,
  tile: StationTile | null,
  usualPauseMs: number | null,
): StateWords {
  const ago = duration(forMs);
  switch (kind) {
    case 'lost':
      return {
        word: 'No connection',
        sentence: 'Touchstone is not heard. Parts may pass that nobody judges.',
        toDo: 'Check the network cable and the server. This screen comes back by itself.',
      };
    case 'no-records':
      return {
        word: 'No records',
        sentence: `Touchstone answers, its database has not for ${ago}.`,
        toDo: 'Tell whoever looks after the server. This screen comes back by itself.',
      };
    case 'no-model':
      return {
        word: 'Not taught',
        sentence: 'The station has no model: nothing is judged.',
        toDo: 'Give it pictures of good parts and calibrate it.',
      };
    case 'refused':
      return {
        word: 'Model refused',
        sentence: tile?.trouble?.detail ?? 'A worker refuses the model.',
        toDo: 'Stop trusting this station and tell quality engineering.',
      };
    case 'closed':
      return {
        word: 'Closed',
        sentence: closedSentence(tile),
        toDo: 'Show the golden parts: the station opens when each came out right.',
      };
    case 'unjudged':
      return {
        word: 'Not judged',
        sentence: `Frames come in and are not judged: the oldest has waited ${ago}.`,
        toDo: 'Hold the parts back. Tell whoever looks after the server that the worker is away.',
      };
    case 'camera':
      return {
        word: 'Camera fault',
        sentence: cameraSentence(tile),
        toDo: 'Look at the lens, the light and the mounting. No part is judged meanwhile.',
      };
    case 'silent':
      return {
        word: 'No frame',
        sentence: `No frame for ${ago}${usual(usualPauseMs)}.`,
        toDo: 'If the line runs: check the camera, its cable and its trigger.',
      };
    case 'waiting':
      return {
        word: 'No frame yet',
        sentence: 'The model is ready, no frame has come.',
        toDo: 'Start the camera.',
      };
    case 'defect':
      return { word: 'Defect', sentence: lastFrame(ago, usualPauseMs), toDo: '' };
    case 'review':
      return { word: 'Have a look', sentence: lastFrame(ago, usualPauseMs), toDo: '' };
    case 'ok':
      return { word: 'OK', sentence: lastFrame(ago, usualPauseMs), toDo: '' };
  }
}

function lastFrame(ago: string, usualPauseMs: number | null): string {
  return `last frame ${ago} ago${usual(usualPauseMs)}`;
}

function usual(usualPauseMs: number | null): string {
  return usualPauseMs === null ? '' : ` (usually every ${duration(usualPauseMs)})`;
}

function closedSentence(tile: StationTile | null): string {
  const gate = tile?.gate;
  if (gate === undefined || gate.open) return 'The challenge has run out: golden parts are due.';
  return gate.why;
}

function cameraSentence(tile: StationTile | null): string {
  const camera = tile?.camera;
  if (camera?.fault != null) return `${camera.fault.text}: ${camera.inARow} frames in a row.`;
  const fault = tile?.last?.fault ?? null;
  return fault === null ? 'The picture says nothing of the part.' : fault.text;
}
