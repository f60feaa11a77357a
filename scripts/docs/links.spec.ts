import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { anchorsOf, linksOf } from './markdown.mjs';

const root = join(import.meta.dirname, '../..');
const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '*.md'], {
  cwd: root,
  encoding: 'utf8',
});
const pages = listed.split('\n').filter((page) => page !== '' && existsSync(join(root, page)));
const textOf = (page: string) => readFileSync(join(root, page), 'utf8');

/** A link that stays in the repository; `path` is from its root. */
interface Link {
  from: string;
  target: string;
  path: string;
  anchor: string;
}

const links: Link[] = pages.flatMap((from) =>
  linksOf(textOf(from))
    .filter((target) => !/^[a-z]+:/i.test(target))
    .map((target) => {
      const [path = '', anchor = ''] = decodeURI(target).split('#');
      return { from, target, anchor, path: path === '' ? from : relative(root, join(root, dirname(from), path)) }; // prettier-ignore
    }),
);

const deadFile = ({ path }: Link) => path.startsWith('..') || !existsSync(join(root, path));
const deadAnchor = ({ path, anchor }: Link) =>
  anchor !== '' && path.endsWith('.md') && !anchorsOf(textOf(path)).includes(anchor);
const said = ({ from, target }: Link) => `${from} links to ${target}`;

test('every relative link leads to a file of the repository', () => {
  expect(links.length).toBeGreaterThan(100);
  expect(links.filter(deadFile).map(said)).toEqual([]);
});

test('every link to a heading leads to one', () => {
  const alive = links.filter((link) => !deadFile(link));
  expect(alive.filter(({ anchor }) => anchor !== '').length).toBeGreaterThan(10);
  expect(alive.filter(deadAnchor).map(said)).toEqual([]);
});

/** Decisions and changes tell of their own time. */
const ofToday = pages.filter((page) => !/^(docs\/adr\/|CHANGELOG)/.test(page));
const namesAPath =
  /`((?:apps|libs|scripts|deploy|docs|test\/(?:medium|e2e|bench|support|studies))\/[\w./-]+)`/g;

test('every file and folder that a page names is there', () => {
  const named = ofToday.flatMap((page) =>
    [...textOf(page).matchAll(namesAPath)].map(([, path]) => ({ page, path: path! })),
  );
  expect(named.length).toBeGreaterThan(50);
  const gone = named.filter(({ path }) => !existsSync(join(root, path)));
  expect(gone.map(({ page, path }) => `${page} names ${path}`)).toEqual([]);
});

test('every page is reached from docs/README.md', () => {
  const reached = new Set(['docs/README.md']);
  // A set hands out what is added while it is gone through.
  for (const page of reached)
    for (const { from, path } of links)
      if (from === page && pages.includes(path)) reached.add(path);
  expect(pages.filter((page) => !reached.has(page))).toEqual([]);
});

test.each(['README.md', 'CONTRIBUTING.md'])('%s names every app and every lib', (page) => {
  const folders = execFileSync('git', ['ls-files', '-co', '--exclude-standard', 'apps', 'libs'], {
    cwd: root,
    encoding: 'utf8',
  });
  const rooms = [...new Set([...folders.matchAll(/^(?:apps|libs)\/([^/\n]+)\//gm)].map(([, room]) => room!))]; // prettier-ignore
  const layout = /```\n(apps\/[\s\S]*?)```/.exec(textOf(page))?.[1] ?? '';
  expect(rooms.length).toBeGreaterThan(20);
  expect(rooms.filter((room) => !new RegExp(`(^|[\\s,/])${room}([\\s,/]|$)`, 'm').test(layout))).toEqual([]); // prettier-ignore
});

test('links are read as they are written, those in code are not', () => {
  const text =
    'See [a](b.md#c), ![p](p.png "Title") and `[no](x.md)`.\n```\n[no](y.md)\n```\n[d]: e.md\n';
  expect(linksOf(text)).toEqual(['b.md#c', 'p.png', 'e.md']);
});

test('anchors are those of GitHub', () => {
  const text =
    '# The `place-and-frame` score: why?\n## A [link](x.md)\n## Same\n## Same\n```\n# no\n```\n';
  expect(anchorsOf(text)).toEqual(['the-place-and-frame-score-why', 'a-link', 'same', 'same-1']);
});
