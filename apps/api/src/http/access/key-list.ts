import type { ApiKey } from './keys.js';

/** Characters of a key at least; one that has fewer than `longEnough` is taken, and the log says that it is weak. */
const fewestCharacters = 6;
const longEnough = 16;

/** The number of different characters at least: `aaaaaaaa` is no key. */
const fewestDifferent = 4;

/** Keys that stand in examples, or that everybody tries first. */
const wellKnown = new Set(['changeme', 'password', 'secret', 'touchstone', 'apikey', 'yourkey', 'qwerty', '123456', '12345678']); // prettier-ignore

const advice = 'make one with "openssl rand -hex 24"';

/**
 * Reads `anna=key1,ben=key2,key3`: a key may have the name of a person before it, which then stands in the
 * audit trail. A name is a letter and one to 60 letters, digits, `.`, `-`, `_`, so that a key in base64 which ends in
 * `=` stays one key.
 * @throws Error naming the key that cannot be used, by its name or place, and never the key itself.
 */
export function keysOf(list: string): ApiKey[] {
  if (list.trim() === '') return [];
  const entries = list.split(',').map((one) => one.trim());
  const keys = entries.filter((one) => one !== '').map(keyOf);
  if (keys.length === 0) throw new Error('there are commas and no key between them');
  keys.forEach((key, at) => refuseWeak(key, at));
  refuseTwice(keys);
  return keys;
}

/** Returns those keys that are taken although they are short, each as a sentence for the log. */
export function shortKeys(keys: readonly ApiKey[]): string[] {
  return keys
    .map(({ name, key }, at) => ({ key, called: calledBy(name, at) }))
    .filter(({ key }) => key.length < longEnough)
    .map(({ called }) => `${called} has fewer than ${longEnough} characters: ${advice}`);
}

function keyOf(entry: string, at: number): ApiKey {
  const [, name, key] = /^([a-z][\w.-]{1,60})=(.*[^=].*)$/i.exec(entry) ?? [];
  if (name !== undefined && key !== undefined) return { name, key };
  const [, letter] = /^([a-z])=.*[^=]/i.exec(entry) ?? [];
  if (letter !== undefined)
    throw new Error(`"${letter}" is too short for a name: two letters or more are expected`);
  const [, empty] = /^([^=]*)=+$/.exec(entry) ?? [];
  // A key in base64 is a multiple of four characters long, the signs at its end counted.
  if (empty !== undefined && (entry.length % 4 !== 0 || entry.length < longEnough))
    throw new Error(`the key of "${empty.slice(0, 60)}", number ${at + 1}, is empty: ${advice}`);
  return { name: null, key: entry };
}

function refuseWeak({ name, key }: ApiKey, at: number): void {
  const plain = key.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  const called = calledBy(name, at);
  if (key.length < fewestCharacters)
    throw new Error(`${called} has fewer than ${fewestCharacters} characters: ${advice}`);
  if (new Set(key).size < fewestDifferent)
    throw new Error(`${called} has fewer than ${fewestDifferent} different characters: ${advice}`);
  if (wellKnown.has(plain) || plain === name?.toLowerCase())
    throw new Error(`${called} is one that everybody tries: ${advice}`);
}

function refuseTwice(keys: readonly ApiKey[]): void {
  const [names, values] = [new Set<string>(), new Set<string>()];
  keys.forEach(({ name, key }, at) => {
    if (name !== null && names.has(name.toLowerCase()))
      throw new Error(
        `the name "${name}" stands there twice: each name is expected to have one key`,
      );
    if (values.has(key)) throw new Error(`${calledBy(name, at)} stands there twice`);
    if (name !== null) names.add(name.toLowerCase());
    values.add(key);
  });
}

function calledBy(name: string | null, at: number): string {
  return name === null ? `key number ${at + 1}` : `the key of "${name}"`;
}
