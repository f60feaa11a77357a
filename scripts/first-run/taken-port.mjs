import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { cloneInto, environment, lastLines, runIn, withFolder } from './place.mjs';

export const takenPort = {
  name: 'taken-port',
  title: 'a port that is taken is said with who has it, by the demo and by npm start',
  async run({ reuse }) {
    const server = createServer();
    await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
    const { port } = server.address();
    try {
      await withFolder(os.tmpdir(), async (folder) => {
        const place = await cloneInto(path.join(folder, 'x'), { reuse });
        const env = environment({ TOUCHSTONE_PORT: String(port) });
        for (const line of ['npm run demo -- --check', 'npm start'])
          insistOnRefusal(line, port, await runIn(place, line, { env }));
      });
    } finally {
      server.close();
    }
  },
};

function insistOnRefusal(line, port, { code, output }) {
  const who = `Port ${port} on 127.0.0.1 is in use by process ${process.pid} (`;
  const named = output.includes(who) && output.includes(`TOUCHSTONE_PORT=${port + 10}`);
  if (code === 0 || !named)
    throw new Error(`\`${line}\` ended with ${code} and did not name us: ${lastLines(output)}`);
}
