import type { Inspection, RegionOfInterest } from '#contracts';
import { normalPicture } from '../api/addresses.js';
import { MarkedPicture } from './frame-view.js';
import { usePicture } from './use-picture.js';

/** Shows the normal that the frame's worst patch was compared with. */
export function NearestNormal(props: { inspection: Inspection; region: RegionOfInterest | null }) {
  const { nearest, stationId } = props.inspection;
  const path = normalPicture(stationId, nearest.normalId, 640);
  const { picture, failure } = usePicture(path);
  return (
    <figure className="nearest-normal">
      <figcaption>
        Nearest normal <small>the good part it was compared with</small>
      </figcaption>
      {failure === null ? (
        <MarkedPicture
          {...props}
          picture={picture}
          alt="nearest normal, with the compared patch marked"
          patch={nearest.normalPatch}
          mark="compared"
        />
      ) : (
        <p className="quiet">{failure}</p>
      )}
    </figure>
  );
}
