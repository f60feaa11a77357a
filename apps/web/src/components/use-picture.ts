import type { Address } from '#client';
import { useEffect, useState } from 'react';
import { type LoadedPicture, loadPicture } from '../api/pictures.js';
import { sentenceOf } from '../api/client.js';
import { useConnected } from '../live/use-live.js';

export interface ShownPicture {
  /** The address of the picture that is shown: while another loads, the one before stays. */
  address: Address | null;
  picture: LoadedPicture | null;
  failure: string | null;
}

/** Returns a picture of the API, decoded before it is shown, so that what is on the screen never tears. */
export function usePicture(address: Address | null): ShownPicture {
  const [shown, show] = useState<ShownPicture>({ address: null, picture: null, failure: null });
  // What failed is tried once more, and again when the connection is back.
  const again = useConnected() && shown.failure !== null;
  useEffect(() => {
    if (address === null) return;
    let wanted = true;
    loadPicture(address).then(
      (picture) => wanted && show({ address, picture, failure: null }),
      (error: unknown) => wanted && show({ address, picture: null, failure: sentenceOf(error) }),
    );
    return () => {
      wanted = false;
    };
  }, [address, again]);
  return shown;
}
