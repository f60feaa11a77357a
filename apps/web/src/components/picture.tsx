import type { Address } from '#client';
import { useEffect, useRef, useState } from 'react';
import { usePicture } from './use-picture.js';

/** Shows a picture of the API that is fetched once it comes into view. */
export function Picture({ address, alt }: { address: Address; alt: string }) {
  const place = useRef<HTMLSpanElement>(null);
  const seen = useSeen(place);
  const { picture, failure, address: of } = usePicture(seen ? address : null);
  return (
    <span ref={place} className="picture">
      {picture !== null && of === address && <img src={picture.url} alt={alt} draggable={false} />}
      {failure !== null && of === address && <span className="picture-gone">no picture</span>}
    </span>
  );
}

function useSeen(place: React.RefObject<Element | null>): boolean {
  const [seen, see] = useState(false);
  useEffect(() => {
    const watcher = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) see(true);
      },
      { rootMargin: '200px' },
    );
    if (place.current !== null) watcher.observe(place.current);
    return () => watcher.disconnect();
  }, [place]);
  return seen;
}
