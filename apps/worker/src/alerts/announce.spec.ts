import { expect, test } from 'vitest';
import type { Alert, CameraState, DeliverJob, Inspection, LiveEvent } from '#contracts';
import type { JobQueues, LiveEvents } from '#queue';
import type { Metrics } from '#telemetry';
import { Announcer } from './announce.js';

const inspection = {
  frameId: 'f1',
  stationId: 'line-1',
  verdict: 'defect',
  lookAlike: null,
  goldenPart: null,
  fault: null,
} as Inspection;
const alertWith = (delivery: Alert['delivery']) =>
  ({ id: 'f1', frameId: 'f1', stationId: 'line-1', verdict: 'defect', delivery }) as Alert;

function watched() {
  const said: string[] = [];
  const announcer = new Announcer(
    {
      frameInspected: () => said.push('counted'),
      alertRaised: () => said.push('alert counted'),
      loop: { lookAlike: () => said.push('look-alike counted') },
      cameraFault: (_station: string, cause: string) => said.push(`${cause} counted`),
    } as unknown as Metrics,
    {
      of: () => ({
        add: ({ frameId, about = 'alert' }: DeliverJob) =>
          Promise.resolve(said.push(`deliver ${about} of ${frameId}`)),
      }),
    } as unknown as JobQueues,
    {
      publish: (event: LiveEvent) => Promise.resolve(said.push(event.type)),
    } as unknown as LiveEvents,
    { shown: ({ goldenPart }) => Promise.resolve(void said.push(`${goldenPart} shown`)) },
  );
  return { said, announcer };
}

test('a fresh inspection is counted and told, and its alert is sent to the webhook', async () => {
  const { said, announcer } = watched();
  await announcer.inspected({ inspection, fresh: true, alert: alertWith('pending'), camera: null });
  expect(said).toEqual(['counted', 'alert counted', 'deliver alert of f1', 'inspection', 'alert']);
});

test('a repeated job counts nothing, and tells again what the first one may not have told', async () => {
  const { said, announcer } = watched();
  await announcer.inspected({
    inspection,
    fresh: false,
    alert: alertWith('pending'),
    camera: null,
  });
  expect(said).toEqual(['deliver alert of f1', 'inspection', 'alert']);
});

test.each(['none', 'delivered', 'failed'] as const)(
  'an alert whose delivery is %s is not sent',
  async (delivery) => {
    const { said, announcer } = watched();
    await announcer.inspected({
      inspection,
      fresh: false,
      alert: alertWith(delivery),
      camera: null,
    });
    expect(said).toEqual(['inspection', 'alert']);
  },
);

test('a frame without an alert gives the webhook nothing', async () => {
  const { said, announcer } = watched();
  await announcer.inspected({ inspection, fresh: true, alert: null, camera: null });
  expect(said).toEqual(['counted', 'inspection']);
});

test('a camera fault is counted by its cause; a change that the webhook waits for is delivered', async () => {
  const { said, announcer } = watched();
  const invalid = { ...inspection, verdict: 'invalid', fault: { cause: 'blurred' } } as Inspection;
  const camera = { state: { stationId: 'line-1' } as CameraState, delivery: 'pending' } as const;
  await announcer.inspected({ inspection: invalid, fresh: true, alert: null, camera });
  expect(said).toEqual([
    'counted',
    'blurred counted',
    'deliver camera of f1',
    'inspection',
    'camera',
  ]);
});

test('a golden part is a showing, also for a repeated job; what looks like a defect is counted once', async () => {
  const { said, announcer } = watched();
  const shown = { ...inspection, goldenPart: 'good-1', lookAlike: {} } as Inspection;
  await announcer.inspected({ inspection: shown, fresh: true, alert: null, camera: null });
  await announcer.inspected({ inspection: shown, fresh: false, alert: null, camera: null });
  expect(said.filter((what) => what === 'good-1 shown')).toHaveLength(2);
  expect(said.filter((what) => what === 'look-alike counted')).toHaveLength(1);
});
