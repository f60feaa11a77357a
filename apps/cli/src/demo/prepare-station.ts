import type { Calibration, Certificate } from '#contracts';
import type { ApiClient } from '../client/api-client.js';
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
  const known = await api.putStation(station, { title: line.title, webhook: { url, secret } });
  if (known.activeModel) {
    say(`Station ${station} has learned before (model ${known.activeModel.version}); going on.`);
    return null;
  }
  say(`Station ${station}: learning from ${line.normals} good parts.`);
  const done = await learnNow(api, line, station);
  if (done.certificate) say(certificateText(done.certificate));
  return done.certificate;
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
