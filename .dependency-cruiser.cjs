/**
 * The import rules, derived from the folders: a lib, app or package that no line below names may not be imported.
 * `npm run check:imports` enforces them; docs/principles.md and CONTRIBUTING.md say why.
 */
const { readdirSync } = require('node:fs');

const foldersOf = (parent) =>
  readdirSync(`${__dirname}/${parent}`, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
const libs = foldersOf('libs');

/** The libs that each lib may import, lowest floor first; a lib without a line here may import none. */
const lowest = ['contracts', 'numbers'];
const computing = {
  contracts: [],
  numbers: [],
  tensors: ['contracts'],
  images: ['contracts', 'numbers'],
  embedding: [...lowest, 'tensors'],
  'memory-bank': [...lowest, 'tensors'],
  calibration: lowest,
  drift: lowest,
  analysis: [...lowest, 'tensors'],
  simulation: ['numbers', 'images'],
  reports: lowest,
  inspection: [...lowest, 'tensors', 'images', 'embedding', 'memory-bank', 'calibration'],
};
computing.learning = [...computing.inspection, 'inspection'];
computing.evaluation = [...computing.learning, 'learning'];
computing.training = [...lowest, 'tensors', 'images', 'embedding', 'memory-bank', 'analysis'];
/** What speaks to the API over HTTP, in a browser as well as in Node.js. */
const callers = { client: [] };
const services = {
  storage: ['contracts'],
  queue: ['contracts'],
  telemetry: ['contracts'],
  settings: ['contracts'],
};
/** Rooms that read and write records with what computing rooms compute, for more than one app. */
const joining = {
  backup: ['contracts', 'storage'],
  looks: [...lowest, 'tensors', 'embedding', 'memory-bank', 'analysis', 'storage', 'telemetry'],
};
const mayImport = { ...computing, ...callers, ...services, ...joining };

/** Each engine has one room; what is not listed is a small package that any room may use. */
const engines = {
  tensors: '@tensorflow',
  images: 'sharp',
  storage: '(pg|pg-copy-streams|drizzle-orm|@aws-sdk)',
  queue: '(bullmq|ioredis)',
  telemetry: '(prom-client|pino)',
  client: '(openapi-fetch|openapi-typescript-helpers)',
};

/** The libs whose code needs TensorFlow; the API's image ships without it. */
const needTensorflow = (lib) =>
  lib === 'tensors' || (mayImport[lib] ?? []).some((below) => needTensorflow(below));

const anyOf = (names) => `(${names.length > 0 ? names.join('|') : '-'})`;
const spec = '\\.spec\\.tsx?$';

const floors = libs.map((lib) => ({
  name: `${lib}-imports-what-its-line-names`,
  severity: 'error',
  from: { path: `^libs/${lib}/`, pathNot: spec },
  to: { path: `^libs/(?!${anyOf([lib, ...(mayImport[lib] ?? [])])}/)` },
}));

/** The launcher asks its own PostgreSQL whether it answers before anything of storage may run. */
const launcherStartsPostgres = '^apps/launcher/src/servers/postgres\\.ts$';

const oneEngineALib = Object.entries(engines).map(([lib, packages]) => ({
  name: `only-${lib}-imports-its-engine`,
  severity: 'error',
  from: { path: '^(apps|libs)/', pathNot: `^libs/${lib}/|${launcherStartsPostgres}|${spec}` },
  to: { path: `node_modules/${packages}/`, dependencyTypesNot: ['type-only'] },
}));

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    ...floors,
    ...oneEngineALib,
    {
      name: 'libs-do-not-import-apps',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^apps/' },
    },
    {
      name: 'computing-is-plain-typescript',
      severity: 'error',
      from: { path: `^libs/${anyOf(Object.keys(computing))}/` },
      to: { path: 'node_modules/(@nestjs|commander)/' },
    },
    {
      name: 'fitting-knows-tensors-only',
      comment: 'losses, optimiser and gradients stay usable without the rest of training',
      severity: 'error',
      from: { path: '^libs/training/src/(fitting|objectives|heads)/', pathNot: spec },
      to: { path: '^libs/(?!(training|tensors|contracts|numbers)/)' },
    },
    {
      name: 'only-tensors-imports-onnx-runtime',
      comment: 'one folder knows how it is loaded, and which schema its graphs are written by',
      severity: 'error',
      from: { pathNot: '^libs/tensors/src/onnx/' },
      to: { path: 'node_modules/(onnxruntime-node|onnxruntime-common|protobufjs)/' },
    },
    {
      name: 'api-ships-without-tensorflow',
      severity: 'error',
      from: { path: '^apps/api/' },
      to: { path: `^libs/${anyOf(libs.filter(needTensorflow))}/` },
    },
    {
      name: 'watcher-loads-no-tensorflow',
      comment: 'what watches must never wait for a thread that computes',
      severity: 'error',
      from: { path: '^apps/watcher/' },
      to: { path: '^libs/(tensors|training|evaluation)/' },
    },
    {
      name: 'connector-computes-nothing',
      comment: 'it pushes frames as any camera does, and reads records; it has no queue',
      severity: 'error',
      from: { path: '^apps/connector/' },
      to: { path: '^libs/(?!(client|contracts|settings|storage|telemetry)/)' },
    },
    {
      name: 'command-line-speaks-http',
      comment: 'it works against a service on another machine: no database, no queue',
      severity: 'error',
      from: { path: '^apps/cli/' },
      to: { path: '^libs/(storage|queue)/' },
    },
    {
      name: 'apps-do-not-import-apps',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/(?!$1/)' },
    },
    {
      name: 'libs-are-entered-by-their-index',
      severity: 'error',
      from: { path: '^(apps|libs)/([^/]+)/' },
      to: { path: '^libs/(?!$2/)[^/]+/src/(?!index\\.ts$)' },
    },
    {
      name: 'web-knows-contracts-and-client-only',
      severity: 'error',
      from: { path: '^apps/web/src/' },
      to: { path: '^libs/(?!(contracts|client)/)' },
    },
    {
      name: 'who-speaks-http-imports-the-client',
      comment: 'the others read records and queues',
      severity: 'error',
      from: { path: '^apps/(?!(web|cli|connector)/)', pathNot: spec },
      to: { path: '^libs/client/' },
    },
    {
      name: 'the-page-runs-in-a-browser',
      severity: 'error',
      from: { path: '^(apps/web|libs/client)/src/', pathNot: spec },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'product-does-not-import-tests',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: spec },
      to: { path: '^test/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      conditionNames: ['source', 'import', 'node', 'default', 'types'],
      exportsFields: ['exports'],
      extensions: ['.ts', '.tsx', '.js', '.json', '.d.ts'],
    },
  },
};
