import { useEffect, useState } from 'react';
import { type LoadedPicture, loadPicture } from '../api/pictures.js';
import { sentenceOf } from '../api/client.js';
import { useConnected } from '../live/use-live.js';

export interface ShownPicture {
  /** The path whose picture this is: while another loads, the one before stays. */
  path: string | null;
  picture: LoadedPicture | null;
  failure: string | null;
}

/** Returns a picture of the API, decoded before it is shown, so that what is on the screen never tears. */
export function usePicture(path: string | null): ShownPicture {
  const [shown, show] = useState<ShownPicture>({ path: null, picture: null, failure: null });
  // What failed is tried once more, and again when the connection is back.
  const again = useConnected() && shown.failure !== null;
  useEffect(() => {
    if (path === null) return;
    let wanted = true;
    loadPicture(path).then(
      (picture) => wanted && show({ path, picture, failure: null }),
      (error: unknown) => wanted && show({ path, picture: null, failure: sentenceOf(error) }),
    );
    return () => {
      wanted = false;
    };
  }, [path, again]);
  return shown;
}
