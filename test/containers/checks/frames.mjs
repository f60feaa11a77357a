import { insistNothingLost } from '../records.mjs';
import { insistEqual, insistOn, until } from '../until.mjs';

const mostFrames = 40;
const leastArea = 0.95;

export const frames = {
  name: 'frames',
  title: 'a station learns from pictures, frames get verdicts, the page and a heatmap are there',
  async run({ set, line }) {
    await line.json('PUT', line.station, { title: 'Containers' });
    const count = await line.addNormals();
    const learned = await learn(line);
    const judged = await judge(line);
    await insistOnPage(line, judged.last);
    return [
      `${count} normals learned in ${learned} s; ${judged.sentence}`,
      await insistNothingLost(set),
      'page, its script and a heatmap answer; without a key 401',
    ];
  },
};

async function learn(line) {
  const { location } = await line.json('POST', `${line.station}/calibrations`, { activate: true });
  return until(900, 'the station is learned', async () => {
    const { state, failure } = await line.get(location);
    insistOn(!failure && state !== 'failed', `the calibration failed: ${JSON.stringify(failure)}`);
    return state === 'done';
  });
}

async function judge(line) {
  const files = line.files('test');
  const isGood = (file) => /[/\\]good[/\\]/.test(file);
  const of = async (some) => {
    const answers = [];
    for (const file of some.slice(0, mostFrames)) answers.push(await line.inspect(file));
    return answers;
  };
  const good = await of(files.filter(isGood));
  const defect = await of(files.filter((file) => !isGood(file)));
  const area = areaOf(good, defect);
  insistOn(area >= leastArea, `image AUROC ${area}, below ${leastArea}`);
  const called = (some) => some.filter(({ verdict }) => verdict === 'defect').length;
  const sentence = `defect: ${called(defect)} of ${defect.length} bad and ${called(good)} of ${good.length} good frames; image AUROC ${area.toFixed(3)}`;
  return { sentence, last: defect.at(-1).frameId };
}

/** Returns how well scores rank bad before good, whatever the limit. */
function areaOf(good, defect) {
  const wins = defect.flatMap((bad) =>
    good.map((fine) =>
      bad.imageScore > fine.imageScore ? 1 : bad.imageScore === fine.imageScore ? 0.5 : 0,
    ),
  );
  return wins.reduce((sum, win) => sum + win, 0) / wins.length;
}

async function insistOnPage(line, frameId) {
  const heatmap = await line.ask('GET', `/v1/frames/${frameId}/heatmap?side=256`);
  insistEqual(
    'the heatmap',
    `${heatmap.status} ${heatmap.headers.get('content-type')}`,
    '200 image/png',
  );
  const page = await line.ask('GET', '/', { key: null });
  const [script] = /\/assets\/[^"]*\.js/.exec(await page.text()) ?? [];
  insistOn(script, 'the page names no script');
  insistEqual("the page's script", (await line.ask('GET', script, { key: null })).status, 200);
  insistEqual('without a key', (await line.ask('GET', '/v1/stations', { key: null })).status, 401);
}
