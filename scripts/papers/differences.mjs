/** Says which packages are locked and not listed, and the other way round. */
export function differences(locked, listed) {
  const [there, named] = [new Set(locked), new Set(listed)];
  return [
    ...[...there]
      .filter((one) => !named.has(one))
      .map((one) => `${one} is missing in sbom.cdx.json`),
    ...[...named]
      .filter((one) => !there.has(one))
      .map((one) => `${one} stands in sbom.cdx.json and is not locked`),
  ];
}
