import { expect, test, vi } from 'vitest';
import { runProcess } from './run-process.js';

const settings = { log: 'error' as const, port: 7 };

test('a process starts with the settings that were read, and a log of its name', async () => {
  const start = vi.fn(() => Promise.resolve());
  const umask = vi.spyOn(process, 'umask').mockReturnValue(0o022);
  await runProcess('watcher', () => settings, start);
  expect(start).toHaveBeenCalledWith(settings, expect.objectContaining({ level: 'error' }));
  expect(umask).toHaveBeenCalledWith(0o077);
});

test('a process that cannot start says why in one line, and ends with exit code 1', async () => {
  const exit = vi.spyOn(process, 'exit').mockReturnValue(undefined as never);
  const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  vi.spyOn(process, 'umask').mockReturnValue(0o022);
  const wrong = () => Promise.reject(new Error('port 9101 is in use'));
  await runProcess('watcher', () => settings, wrong);
  expect(said).toHaveBeenCalledWith('watcher: port 9101 is in use\n');
  expect(exit).toHaveBeenCalledWith(1);
});
