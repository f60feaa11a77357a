import type { Quarantined } from '#contracts';

const states = { in: 'used', quarantined: 'waits', 'kept-out': 'kept out' } as const;

/** Writes each normal with its reasons, for people. */
export function quarantineText(station: string, items: readonly Quarantined[]): string {
  if (items.length === 0) return `Nothing of ${station} is in quarantine.\n`;
  return `${items.flatMap(linesOf).join('\n')}\n`;
}

function linesOf({ id, state, partId, findings, decidedBy, note }: Quarantined): string[] {
  const part = partId === null ? '' : `, part ${partId}`;
  const by = decidedBy === null ? '' : ` by ${decidedBy}${note ? `: ${note}` : ''}`;
  return [
    `${id}  ${states[state]}${by}${part}`,
    ...findings.map(({ reason, detail }) => `  ${reason}: ${detail}`),
  ];
}
