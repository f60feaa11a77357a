import { insistEqual, insistOn } from '../until.mjs';

/** Bytes that an image may have. */
const limits = { api: 360e6, compute: 1.1e9 };
const runsIn = (set, target, options, line) =>
  set.engine.run(
    'run',
    '--rm',
    '--network',
    'none',
    ...options,
    set.image(target),
    'sh',
    '-c',
    line,
  );

export const images = {
  name: 'images',
  title: 'sizes, labels, user and what lies in the images',
  async run({ set }) {
    const found = [];
    for (const target of ['api', 'compute']) found.push(await insistOnImage(set, target));
    await insistOnContent(set);
    return [...found, 'TensorFlow loads natively in compute and is not in api; no npm in either'];
  },
};

async function insistOnImage(set, target) {
  const { Size, Config, Architecture, Healthcheck } = await set.engine.imageFacts(
    set.image(target),
  );
  insistOn(
    Size < limits[target],
    `${target} has ${megabytes(Size)}, over ${megabytes(limits[target])}`,
  );
  insistEqual(`user of ${target}`, Config.User, '1000:0');
  // Podman tells it beside the configuration.
  const test = (Config.Healthcheck ?? Healthcheck)?.Test;
  insistOn(test?.includes('healthy'), `${target} has no health check`);
  const label = (name) => Config.Labels[`org.opencontainers.image.${name}`];
  insistEqual(`version of ${target}`, label('version'), set.version);
  for (const name of ['title', 'licenses', 'revision', 'created'])
    insistOn(label(name), `${target} has no label ${name}`);
  const node = await runsIn(set, target, [], 'node --version');
  insistOn(node.startsWith('v22.'), `${target} has Node ${node}`);
  const random = 'touch /data/of-group-0 && id -u';
  insistEqual(
    'another user of group 0',
    await runsIn(set, target, ['--user', '12345:0'], random),
    '12345',
  );
  return `${target}: ${megabytes(Size)}, Node ${node}, ${Architecture}, user 1000 or any of group 0`;
}

async function insistOnContent(set) {
  const native = "require('@tensorflow/tfjs-node'); console.log('native')";
  const said = await runsIn(set, 'compute', [], `node --eval "${native}" 2>&1`);
  insistOn(said.includes('native'), `TensorFlow does not load in compute: ${said}`);
  const engines =
    'ls -d node_modules/@tensorflow node_modules/onnxruntime-node 2> /dev/null || echo none';
  insistEqual('engines in api', await runsIn(set, 'api', [], engines), 'none');
  for (const target of ['api', 'compute'])
    insistEqual(
      `npm in ${target}`,
      await runsIn(set, target, [], 'command -v npm || echo none'),
      'none',
    );
}

function megabytes(bytes) {
  return `${Math.round(bytes / 1e6)} MB`;
}
