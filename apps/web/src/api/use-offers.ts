import { useEffect, useState } from 'react';

let paths: Promise<ReadonlySet<string>> | undefined;

/** Reads what the API says that it can do; asked once, and again after it could not be reached. */
function offered(): Promise<ReadonlySet<string>> {
  paths ??= fetch('/openapi.json')
    .then((answer) => answer.json() as Promise<{ paths: Record<string, unknown> }>)
    .then((document) => new Set(Object.keys(document.paths)));
  paths.catch(() => (paths = undefined));
  return paths;
}

/**
 * Tells whether the API has a path, as its OpenAPI document writes it. False until that is known: a page that the API
 * does not serve is not shown rather than shown broken.
 */
export function useOffers(path: string): boolean {
  const [offers, setOffers] = useState(false);
  useEffect(() => {
    let wanted = true;
    offered().then(
      (all) => wanted && setOffers(all.has(path)),
      () => undefined,
    );
    return () => {
      wanted = false;
    };
  }, [path]);
  return offers;
}

/** Tells whether people can judge frames. */
export function useOffersReviews(): boolean {
  return useOffers('/v1/frames/{frame}/review');
}
