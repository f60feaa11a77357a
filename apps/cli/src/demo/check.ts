import type { Certificate } from '#contracts';
import { pause } from '../client/pause.js';
import type { DemoLine } from './demo-line.js';
import { mostFalseAlarms } from './most-false-alarms.js';
import { framesByVerdict, workerUrls } from './read-metrics.js';
import type { Tally } from './tally.js';
import type { WebhookReceiver } from './webhook-receiver.js';

/** One line of the check list. */
export interface Check {
  holds: boolean;
  what: string;
}

const deliveryMs = 30_000;

export interface Round {
  tally: Tally;
  line: DemoLine;
  certificate: Certificate;
  receiver: WebhookReceiver;
  dataFolder: string;
  station: string;
}

/** Checks everything that a bounded round must show, in the order a person would ask. */
export async function checkRound(round: Round): Promise<Check[]> {
  const { tally, line, certificate } = round;
  return [
    limitsCheck(certificate),
    defectsCheck(tally, line),
    goodCheck(tally, 'defect', certificate.reject.interval95[1]),
    goodCheck(tally, 'review', certificate.warn.interval95[1]),
    await alertsCheck(round),
    await metricsCheck(round),
  ];
}

function limitsCheck({ provisional, parts, reject }: Certificate): Check {
  const kind = provisional ? 'provisional' : 'not provisional';
  return {
    holds: true,
    what: `limits are ${kind}: ${parts} parts, ${(reject.expectedRate * 100).toFixed(1)} % of good parts expected over the reject limit`,
  };
}

function defectsCheck({ plain, slight }: Tally, line: DemoLine): Check {
  const must = line.mustFlag(plain.frames);
  const also = slight.frames > 0 ? `; of ${slight.frames} slight ones ${slight.flagged}` : '';
  return {
    holds: plain.flagged >= must,
    what: `${plain.flagged} of ${plain.frames} plain defects were flagged, at least ${must} must be${also}`,
  };
}

function goodCheck({ good }: Tally, verdict: 'review' | 'defect', rate: number): Check {
  const alarms = verdict === 'defect' ? good.defect : good.review + good.defect;
  const most = mostFalseAlarms(good.frames, rate);
  const named = verdict === 'defect' ? 'defect' : 'review or worse';
  return {
    holds: alarms <= most,
    what: `${alarms} of ${good.frames} good parts were called ${named}; the certificate lets expect at most ${most}`,
  };
}

async function alertsCheck({ tally, receiver }: Round): Promise<Check> {
  const missing = () => tally.alerted.filter((frame) => !receiver.delivered.has(frame)).length;
  const until = Date.now() + deliveryMs;
  while (missing() > 0 && Date.now() < until) await pause(100);
  const strange = [...receiver.delivered.keys()].filter((frame) => !tally.alerted.includes(frame));
  const { length: refused } = receiver.refused;
  const delivered = tally.alerted.length - missing();
  const due = tally.alerted.length > 0 || tally.plain.frames === 0;
  return {
    holds: due && missing() === 0 && refused === 0 && strange.length === 0,
    what: `${delivered} of ${tally.alerted.length} alerts came to the webhook with a valid signature; ${refused} refused, ${strange.length} for other frames`,
  };
}

async function metricsCheck({ tally, dataFolder, station }: Round): Promise<Check> {
  const counted = await framesByVerdict(await workerUrls(dataFolder), station);
  const told = Object.entries(tally.verdicts).filter(([, frames]) => frames > 0);
  const agrees = told.every(([verdict, frames]) => counted[verdict] === frames);
  const sum = Object.values(counted).reduce((total, frames) => total + frames, 0);
  const list = (entries: [string, number][]) => entries.map(([v, n]) => `${n} ${v}`).join(', ');
  return {
    holds: agrees && sum === tally.frames,
    what: `the workers' /metrics count ${list(Object.entries(counted))}; the line saw ${list(told)}`,
  };
}
