/** Returns the name in a Host header, in lower case and without port; undefined when it is none. */
export function hostNameOf(host: string): string | undefined {
  if (!/^[\w.:[\]-]+$/.test(host) || !URL.canParse(`http://${host}`)) return undefined;
  return new URL(`http://${host}`).hostname.replace(/\.$/, '');
}

/**
 * Decides whether a host is just the address that the connection came in on. An address cannot be pointed elsewhere
 * as a name can, so it is ours.
 */
export function isOwnAddress(name: string, localAddress: string | undefined): boolean {
  if (localAddress === undefined) return false;
  const plain = localAddress.replace(/^::ffff:(?=[\d.]+$)/i, '').replace(/%.*$/, '');
  return name === plain || name === hostNameOf(`[${plain}]`);
}

/**
 * Reads a comma-separated list of host names.
 * @throws Error naming the entry that is none.
 */
export function hostNamesOf(list: string): string[] {
  const entries = list.split(',').map((one) => one.trim());
  return entries.filter((one) => one !== '').map(allowedNameOf);
}

function allowedNameOf(entry: string): string {
  const name = /[[\]:]/.test(entry) && !entry.startsWith('[') ? undefined : hostNameOf(entry);
  if (name === undefined || /:\d+$/.test(entry))
    throw new Error(
      `"${entry}" is not a host name: names without scheme and port are expected, such as touchstone.plant.example`,
    );
  return name;
}
