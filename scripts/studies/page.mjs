/** Reads the figures that proofs kept, one JSON object a line, sorted by name. */
export function figuresOf(lines) {
  return lines
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))
    .sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

/** Writes them as a page: one table for each subject, which is what a name says before its colon. */
export function pageOf(entries) {
  const subjects = grouped(entries);
  return [intro, ...[...subjects].map(([subject, rows]) => section(subject, rows))].join('\n\n');
}

const intro = `# Statistical proofs

Tests that draw at random show that the promises hold: how often good parts alarm, whether an interval holds the true
rate, whether what is exchangeable stays apart. Each run of \`npm test\` draws few times from a fixed seed, enough to fail
when the code breaks. This page is what \`npm run studies\` found, which draws as often as the tables need; it writes this
file. The proofs are the tests that import \`test/support/study.ts\`; the limits that the figures must keep are in them.`;

function section(subject, rows) {
  const columns = [...new Set(rows.flatMap(({ figures }) => Object.keys(figures)))];
  const line = (cells) => `| ${cells.join(' | ')} |`;
  const body = rows.map(({ name, figures }) =>
    line([caseOf(name), ...columns.map((column) => shown(figures[column]))]),
  );
  return [
    `## ${subject[0].toUpperCase()}${subject.slice(1)}\n`,
    line(['case', ...columns]),
    line(['---', ...columns.map(() => '---')]),
    ...body,
  ].join('\n');
}

function shown(figure) {
  return figure === undefined ? '' : String(Number(figure.toPrecision(4)));
}

function subjectOf({ name }) {
  return name.split(': ')[0];
}

function caseOf(name) {
  return name.split(': ').slice(1).join(': ') || 'all';
}

function grouped(entries) {
  const groups = new Map();
  for (const entry of entries)
    groups.set(subjectOf(entry), [...(groups.get(subjectOf(entry)) ?? []), entry]);
  return groups;
}
