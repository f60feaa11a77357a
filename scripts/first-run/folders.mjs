import os from 'node:os';
import path from 'node:path';
import { cloneInto, insistOnDemo, withFolder } from './place.mjs';

export const closedFolder = {
  name: 'closed-folder',
  title: 'as root, in a folder that only root may enter, under umask 077',
  async run({ reuse }) {
    if (process.getuid() !== 0) return 'only root has such a folder';
    await withFolder(
      os.homedir(),
      async (folder) => {
        const place = await cloneInto(path.join(folder, 'x'), { reuse, umask: 0o077 });
        await insistOnDemo(place, { umask: '077' });
      },
      0o700,
    );
  },
};

export const tightUmask = {
  name: 'umask',
  title: 'under umask 077, in a folder that everyone may enter',
  async run({ reuse }) {
    await withFolder(os.tmpdir(), async (folder) => {
      const place = await cloneInto(path.join(folder, 'x'), { reuse, umask: 0o077 });
      await insistOnDemo(place, { umask: '077' });
    });
  },
};

export const strangePath = {
  name: 'path',
  title: 'in a path with blanks, umlauts and Chinese letters; the native binding is compiled there',
  async run({ reuse }) {
    await withFolder(os.tmpdir(), async (folder) => {
      const place = path.join(folder, 'Prüf stand 检验', 'x');
      await cloneInto(place, { reuse });
      await insistOnDemo(place);
    });
  },
};
