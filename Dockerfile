# Two images from one file: `api` carries no TensorFlow, `compute` is for every other process and the command line.
#   npm run images            (docs/containers.md: mirrors, certificates, versions)
# A builder with BuildKit or Buildah, for the build secrets; no other frontend is pulled.

ARG NODE_IMAGE=node:22.23.5-bookworm-slim
ARG DEBIAN_IMAGE=debian:bookworm-slim

FROM ${NODE_IMAGE} AS node

# The locked packages: `npm ci` takes what package-lock.json says and nothing else.
FROM node AS packages
WORKDIR /app
ENV NPM_CONFIG_UPDATE_NOTIFIER=false NPM_CONFIG_FUND=false NPM_CONFIG_AUDIT=false
COPY deploy/images/with-mirrors /usr/local/bin/
COPY package.json package-lock.json ./
RUN --mount=type=secret,id=ca --mount=type=secret,id=npmrc --mount=type=cache,id=npm,target=/root/.npm \
    with-mirrors npm ci --ignore-scripts

# Server and web page, compiled; then cut in two.
FROM packages AS build
COPY tsconfig.json tsconfig.build.json rolldown.config.mjs ./
COPY libs libs
COPY apps apps
RUN npm run build
COPY scripts/images scripts/images
RUN node scripts/images/cut-out.mjs /cut/api api && cp -r dist/apps/web /cut/api/dist/apps/web \
    && node scripts/images/cut-out.mjs /cut/compute $(cd dist/apps && ls | grep -v -x -e api -e web -e launcher)

FROM packages AS api-packages
COPY deploy/images/slim-packages /usr/local/bin/
COPY --from=build /cut/api/package.json ./
RUN npm prune --omit=dev --ignore-scripts --offline && slim-packages \
    && test ! -e node_modules/@tensorflow && test ! -e node_modules/onnxruntime-node

# TensorFlow's native library, by the way that `npm run setup` takes. What changes often comes after this step.
FROM node AS toolchain
COPY deploy/images/with-mirrors /usr/local/bin/
RUN --mount=type=secret,id=ca --mount=type=secret,id=apt,target=/run/secrets/apt \
    if [ -s /run/secrets/apt ]; then rm -f /etc/apt/sources.list.d/* && cp /run/secrets/apt /etc/apt/sources.list; fi \
    && if [ -s /run/secrets/ca ]; then set -- -o Acquire::https::CAInfo=/run/secrets/ca; else set --; fi \
    && apt-get "$@" update \
    && apt-get "$@" install -y --no-install-recommends ca-certificates g++ make python3 python3-pip \
    && rm -rf /var/lib/apt/lists/* /etc/apt/sources.list

FROM toolchain AS native-library
WORKDIR /app
COPY --from=packages /app/package.json ./
COPY --from=packages /app/node_modules node_modules
COPY scripts/setup scripts/setup
# A mirror of libtensorflow, where its own host cannot be reached.
ARG TFJS_NODE_BASE_URI=""
RUN --mount=type=secret,id=ca --mount=type=secret,id=npmrc --mount=type=secret,id=pip \
    XDG_CACHE_HOME=/tmp/cache TFJS_NODE_BASE_URI="${TFJS_NODE_BASE_URI}" with-mirrors node --input-type=module \
      --eval "const { setUpTensorflow } = await import('/app/scripts/setup/tensorflow.mjs'); await setUpTensorflow({ tryAgain: true });" \
    && rm -rf /tmp/cache node_modules/@tensorflow/tfjs-node/deps/include node_modules/@tensorflow/tfjs-node/build-tmp-napi-v8 \
    && find node_modules/@tensorflow/tfjs-node -type f -name '*.so*' -exec strip --strip-unneeded {} + \
    && node --eval "require('@tensorflow/tfjs-node')"

FROM native-library AS compute-packages
COPY deploy/images/slim-packages /usr/local/bin/
COPY --from=build /cut/compute/package.json ./
RUN npm prune --omit=dev --ignore-scripts --offline && slim-packages \
    && node --eval "require('@tensorflow/tfjs-node')"

# Debian with Node and nothing else: no package manager of Node's.
FROM ${DEBIAN_IMAGE} AS runtime
WORKDIR /app
COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY deploy/images/start deploy/images/healthy /usr/local/bin/
COPY LICENSE THIRD_PARTY_NOTICES sbom.cdx.json ./
# A user without an entry in /etc/passwd has no home of its own.
ENV NODE_ENV=production TOUCHSTONE_DATA=/data TOUCHSTONE_HOST=0.0.0.0 TOUCHSTONE_METRICS_HOST=0.0.0.0 HOME=/tmp
# Group 0 may write: platforms that choose the user's number (OpenShift) keep that group.
RUN mkdir /data && chown 1000:0 /data && chmod 2770 /data
VOLUME /data
# `npm run images` adds version, revision and date.
LABEL org.opencontainers.image.title="Touchstone" \
      org.opencontainers.image.description="Self-hosted visual quality inspection that learns from good parts only" \
      org.opencontainers.image.licenses="Apache-2.0"
ENTRYPOINT ["start"]

FROM runtime AS api
COPY --from=api-packages /app/node_modules node_modules
COPY --from=build /cut/api ./
USER 1000:0
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 CMD ["healthy", "8080"]
CMD ["api"]

FROM runtime AS compute
COPY deploy/images/touchstone /usr/local/bin/
COPY --from=compute-packages /app/node_modules node_modules
COPY models models
COPY --from=build /cut/compute ./
USER 1000:0
EXPOSE 9101
HEALTHCHECK --interval=10s --timeout=5s --start-period=90s --retries=3 CMD ["healthy"]
CMD ["worker"]
