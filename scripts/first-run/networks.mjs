import { rmSync } from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { cloneInto, environment, insistOnDemo, lastLines, runIn, withFolder } from './place.mjs';

export const offline = {
  name: 'offline',
  title: "without a network, from npm's cache",
  async run() {
    await withFolder(os.tmpdir(), async (folder) => {
      const place = await cloneInto(path.join(folder, 'x'), { reuse: false });
      const env = environment({ npm_config_cache: path.join(folder, 'npm') });
      const filled = await runIn(place, 'npm ci --ignore-scripts --no-audit --no-fund', { env });
      if (filled.code !== 0) throw new Error(`npm ci failed: ${lastLines(filled.output)}`);
      rmSync(path.join(place, 'node_modules'), { recursive: true });
      // A network of its own, in which nothing is but loopback.
      const alone = process.getuid() === 0 ? ['unshare', '-n'] : ['unshare', '-r', '-n'];
      const before = [...alone, 'sh', '-c', 'ip link set lo up && exec "$@"', 'alone'];
      await insistOnDemo(place, { env, before });
    });
  },
};

export const proxied = {
  name: 'proxy',
  title: 'behind a proxy: what is not loopback is asked through it',
  async run() {
    const asked = [];
    const proxy = http.createServer((request, response) => {
      asked.push(request.url);
      response.writeHead(404).end();
    });
    await new Promise((ready) => proxy.listen(0, '127.0.0.1', ready));
    try {
      await withFolder(os.tmpdir(), async (folder) => {
        const place = await cloneInto(path.join(folder, 'x'), { reuse: false });
        const env = environment({
          http_proxy: `http://127.0.0.1:${proxy.address().port}`,
          TFJS_NODE_BASE_URI: 'http://mirror.example/libtensorflow-',
          XDG_CACHE_HOME: path.join(folder, 'cache'),
        });
        const program =
          "import('./scripts/setup/tensorflow-download.mjs').then(({ fromMirror }) => fromMirror())";
        const { output } = await runIn(place, `node -e "${program}"`, { env });
        if (!asked.some((url) => url.startsWith('http://mirror.example/libtensorflow-')))
          throw new Error(`the proxy was asked for ${asked.join(', ') || 'nothing'}: ${output}`);
      });
    } finally {
      proxy.close();
    }
  },
};
