/** The import rules of docs/principles.md; `npm run check:imports` enforces them. */
const computing = '^libs/(images|embedding|memory-bank|calibration|certificate|training|analysis)/';
const services = '^libs/(storage|queue|telemetry)/';

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'contracts-import-nothing',
      severity: 'error',
      from: { path: '^libs/contracts/' },
      to: { path: '^(libs/(?!contracts/)|apps/)' },
    },
    {
      name: 'tensors-import-nothing',
      severity: 'error',
      from: { path: '^libs/tensors/' },
      to: { path: '^(libs/(?!tensors/|contracts/)|apps/)' },
    },
    {
      name: 'computing-libs-do-not-import-each-other',
      severity: 'error',
      from: {
        path: '^libs/(images|embedding|memory-bank|calibration|certificate|training|analysis)/',
      },
      to: { path: '^(libs/(?!contracts/|tensors/|$1/)|apps/)' },
    },
    {
      name: 'service-libs-do-not-import-each-other',
      severity: 'error',
      from: { path: '^libs/(storage|queue|telemetry)/' },
      to: { path: '^(libs/(?!contracts/|$1/)|apps/)' },
    },
    {
      name: 'inspection-joins-the-computing-libs',
      severity: 'error',
      from: { path: '^libs/inspection/' },
      to: {
        path: '^(libs/(?!contracts/|tensors/|images/|embedding/|memory-bank/|calibration/|inspection/)|apps/)',
      },
    },
    {
      name: 'computing-is-plain-typescript',
      severity: 'error',
      from: {
        path: '^libs/(images|embedding|memory-bank|calibration|certificate|training|analysis|tensors|inspection|contracts)/',
      },
      to: { path: 'node_modules/(@nestjs|bullmq|ioredis|pg|drizzle-orm)/' },
    },
    {
      name: 'only-tensors-imports-tensorflow',
      severity: 'error',
      from: { pathNot: '^(libs/tensors/|test/)' },
      to: { path: 'node_modules/@tensorflow/' },
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
      comment:
        'images is allowed: it carries sharp only, and the API checks headers and draws heatmaps',
      severity: 'error',
      from: { path: '^apps/api/' },
      to: {
        path: '^libs/(tensors|embedding|memory-bank|calibration|training|analysis|inspection)/',
      },
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
      name: 'web-knows-contracts-only',
      severity: 'error',
      from: { path: '^apps/web/' },
      to: { path: '^libs/(?!contracts/)' },
    },
    {
      name: 'product-does-not-import-tests',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: '\\.spec\\.tsx?$' },
      to: { path: '^test/' },
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
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
