import { expect, test } from 'vitest';
import { folderSettings, type Source } from '#contracts';
import { sourceText } from './source-text.js';

test('a source is told with its state, the reason for it, and what it did', () => {
  const source: Source = {
    id: 'ftp',
    stationId: 'line-1',
    kind: 'folder',
    settings: folderSettings.parse({ path: '/data/drop/ftp' }),
    paused: false,
    addedBy: 'anna',
    addedAt: '2026-01-01T00:00:00.000Z',
    state: {
      state: 'waiting',
      why: 'The station has no active model.',
      lastFile: 'a.png',
      lastAt: '2026-01-02T00:00:00.000Z',
      pushed: 7,
      refused: 1,
      waitingFiles: 12,
      piledUp: true,
    },
  };
  expect(sourceText(source)).toBe(
    'ftp  waiting: The station has no active model.\n' +
      '  /data/drop/ftp  by name, then move\n' +
      '  12 waiting (files pile up), 7 pushed, 1 refused; last a.png at 2026-01-02T00:00:00.000Z\n',
  );
});
