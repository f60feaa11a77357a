import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiClient } from '#client';
import { TouchstoneError, type Challenge } from '#contracts';
import { findImages } from '../client/image-files.js';
import { openApi } from '../client/options.js';
import { inspectFrame } from '../client/push.js';
import { uploadOfFile } from '../client/upload-file.js';
import { gateLine, type ChallengeOptions } from './golden.js';

/**
 * Opens a challenge, shows the parts, and says whether the station is open. Without showings it prints the log.
 * @throws TouchstoneError the API's; validation-failed for a showing that is not <part>=<image>.
 */
export async function challengeStation(
  station: string,
  showings: readonly string[],
  { by, reason, json, ...options }: ChallengeOptions,
): Promise<void> {
  const api = openApi(options);
  const pairs = showings.map(showingOf);
  const path = { station };
  if (pairs.length > 0)
    await api.post('/v1/stations/{station}/challenges', { path, body: { reason, by } });
  for (const [part, file] of pairs) await show(api, station, part, file);
  const { items } = await api.get('/v1/stations/{station}/challenges', {
    path,
    query: { limit: 20 },
  });
  const now = await api.get('/v1/stations/{station}/gate', { path });
  const shown = pairs.length > 0 ? items.slice(0, 1) : items;
  const text = [...shown.flatMap(challengeLines), gateLine(now)].join('\n');
  process.stdout.write(json ? `${JSON.stringify({ gate: now, items: shown })}\n` : `${text}\n`);
  if (pairs.length > 0 && !now.open) process.exitCode = 1;
}

async function show(api: ApiClient, station: string, part: string, path: string): Promise<void> {
  const [file] = await findImages(path);
  const upload = await uploadOfFile(file!);
  const facts = { ...upload.facts, goldenPart: part };
  const { frameId } = await inspectFrame(api, station, { ...upload, facts });
  await untilLogged(api, station, frameId);
}

/** A worker writes the showing just after the verdict; one that needs no showing any more is not waited for long. */
async function untilLogged(api: ApiClient, station: string, frameId: string): Promise<void> {
  const newest = { path: { station }, query: { limit: 1 } };
  for (let tries = 0; tries < 50; tries++) {
    const { items } = await api.get('/v1/stations/{station}/challenges', newest);
    if (items[0]?.showings.some((showing) => showing.frameId === frameId)) return;
    await sleep(100);
  }
}

function showingOf(text: string): [string, string] {
  const at = text.indexOf('=');
  if (at > 0 && at < text.length - 1) return [text.slice(0, at), text.slice(at + 1)];
  throw new TouchstoneError(
    'validation-failed',
    `"${text}" does not say which golden part an image shows; write <part>=<image>, such as good-1=good.jpg`,
  );
}

function challengeLines({ openedAt, reason, by, state, showings, missing }: Challenge): string[] {
  return [
    `${openedAt}  ${reason}, ${by}: ${state}`,
    ...showings.map(
      ({ goldenPartId, verdict, imageScore, passed, why }) =>
        `  ${passed ? 'passed' : 'FAILED'}  ${goldenPartId}  ${verdict}  ${imageScore.toFixed(3)}${why === null ? '' : `  ${why}`}`,
    ),
    ...(missing.length > 0 ? [`  not shown yet: ${missing.join(', ')}`] : []),
  ];
}
