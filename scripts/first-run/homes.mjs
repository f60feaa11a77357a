import { chmodSync, mkdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { cloneInto, environment, insistOnDemo, withFolder } from './place.mjs';
import { withUser } from './users.mjs';

export const homes = [
  homeCheck('home-unset', 'with HOME unset', undefined),
  homeCheck('home-empty', 'with an empty HOME', ''),
  {
    name: 'home-read-only',
    title: 'as a user whose home cannot be written: caches lie in the checkout',
    async run({ reuse }) {
      await withUser((user) =>
        withFolder(os.tmpdir(), async (folder) => {
          const HOME = path.join(folder, 'home');
          mkdirSync(HOME);
          chmodSync(HOME, 0o555);
          const place = await cloneInto(path.join(folder, 'x'), { reuse, owner: user });
          const env = environment({ HOME, XDG_CACHE_HOME: undefined });
          await insistOnDemo(place, { env, user: user.username });
        }),
      );
    },
  },
];

function homeCheck(name, title, HOME) {
  const run = ({ reuse }) =>
    withFolder(os.tmpdir(), async (folder) => {
      const place = await cloneInto(path.join(folder, 'x'), { reuse });
      await insistOnDemo(place, { env: environment({ HOME, XDG_CACHE_HOME: undefined }) });
    });
  return { name, title, run };
}
