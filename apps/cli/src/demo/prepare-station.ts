import type { Calibration, Certificate } from '#contracts';
import type { ApiClient } from '#client';
import { certificateText } from '../learn/certificate-text.js';
import { calibrate, uploadNormals } from '../learn/teach.js';
import type { DemoLine } from './demo-line.js';
import type { WebhookReceiver } from './webhook-receiver.js';

/**
 * Makes the station, or finds it with its model from an earlier run; its alerts go to the demo's webhook.
 * Returns the certificate of what was learned now, or null where the model was there already.
 */
export async function prepareStation(
  api: ApiClient,
  line: DemoLine,
  station: string,
  { url, secret }: WebhookReceiver,
  say: (line: string) => void,
): Promise<Certificate | null> {
  const body = { title: line.title, webhook: { url, secret }, ...driftSettings(line) };
  const known = await api.put('/v1/stations/{station}', { path: { station }, body });
  if (line.faultyShare !== null) say(driftSentence(line.faultyShare));
  if (known.activeModel) {
    say(`Station ${station} has learned before (model ${known.activeModel.version}); going on.`);
    return null;
  }
  say(`Station ${station}: learning from ${line.normals} good parts.`);
  const done = await learnNow(api, line, station);
  if (done.certificate) say(certificateText(done.certificate));
  return done.certificate;
}

/**
 * Returns the drift settings of the demo's station.
 * A line that is made to show defects makes more of them than the one part in 200 that stations accept by default, and
 * would rightly be called drifting. So its station says what this line is known for.
 */
export function driftSettings({ faultyShare }: DemoLine): {
  drift?: { acceptedAlarmRate: number; noticedAlarmRate: number };
} {
  if (faultyShare === null) return {};
  // Beside the faulty parts, one good part in a hundred is expected to be called a defect.
  const acceptedAlarmRate = faultyShare + 0.01;
  return { drift: { acceptedAlarmRate, noticedAlarmRate: 3 * acceptedAlarmRate } };
}

function driftSentence(faultyShare: number): string {
  const percent = (share: number) => `${Math.round(share * 100)} %`;
  return (
    `The line makes ${percent(faultyShare)} faulty parts, and its station is told so ` +
    `(drift.acceptedAlarmRate); three times as many alarms would count as drift.`
  );
}

async function learnNow(api: ApiClient, line: DemoLine, station: string): Promise<Calibration> {
  await uploadNormals(
    api,
    station,
    line.normals,
    (index) => line.normalAt(index),
    (_, error) => {
      throw error;
    },
  );
  return await calibrate(api, station, { activate: true });
}
