import os from 'node:os';
import path from 'node:path';
import { cloneInto, environment, insistOnDemo, withFolder } from './place.mjs';
import { pathWithout, withUser } from './users.mjs';

export const ordinaryUser = {
  name: 'ordinary-user',
  title:
    'as a user without sudo, with an empty home and no Redis: it comes from the system package',
  async run({ reuse }) {
    await withUser((user) =>
      withFolder(os.tmpdir(), async (folder) => {
        const PATH = pathWithout(path.join(folder, 'bin'), /^(redis|valkey)-|^sudo$/);
        const place = await cloneInto(path.join(folder, 'x'), { reuse, owner: user });
        const cache = path.join(folder, 'x', '.touchstone', 'home-cache');
        const env = environment({ PATH, HOME: user.home, XDG_CACHE_HOME: cache });
        const output = await insistOnDemo(place, { env, user: user.username });
        if (!output.includes('Redis: unpacking the system package'))
          throw new Error('Redis came from elsewhere than the system package');
      }),
    );
  },
};
