import type { TestComparison, TestSetCounts } from '#contracts';

/** The number of parts of a sort from which on a share of them says something: at none found it still leaves 14 %. */
const fewest = 20;

/** Returns what a test set lacks, in sentences for people; empty where its figures say what they seem to say. */
export function missingFrom({ good, bad, kinds }: TestSetCounts, version: number | null): string[] {
  const whose = version === null ? 'This station' : `Version ${version}`;
  if (good + bad === 0)
    return [
      `${whose} was never tried on a bad part: nobody knows how many defects it misses. Add pictures of known bad and known good parts that it has not learned from.`,
    ];
  const missing: string[] = [];
  if (bad === 0)
    missing.push(
      `${whose} was never tried on a bad part: the test set has good parts alone. Add pictures of known bad parts.`,
    );
  else if (bad < fewest)
    missing.push(
      `With ${counted(bad, 'bad part')} a share says little: even if all are found, up to ${percent(1 - 0.025 ** (1 / bad))} of such parts may be missed. Add more of them.`,
    );
  if (good === 0)
    missing.push(
      'Without good parts there is neither a ranking nor a share of false alarms. Add some.',
    );
  const unnamed = kinds.find(({ kind }) => kind === null)?.pictures ?? 0;
  if (unnamed > 0 && kinds.length > 1)
    missing.push(
      `${counted(unnamed, 'bad part')} ${unnamed === 1 ? 'has' : 'have'} no kind, and stand together in the table.`,
    );
  return missing;
}

type Compared = Pick<TestComparison, 'version' | 'againstVersion' | 'compared' | 'newMisses'>;

/** Returns the sentence on bad parts that pass and were caught before; null where there is none. */
export function missWarning({
  version,
  againstVersion,
  compared,
  newMisses,
}: Compared): string | null {
  const passed = newMisses.length;
  if (passed === 0) return null;
  return (
    `Version ${version} passes ${passed} of ${counted(compared.bad, 'known bad picture')} that version ${againstVersion} catches. ` +
    'Look at them before it goes live.'
  );
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(0)} %`;
}
