import { useState } from 'react';
import type { Inspection, RegionOfInterest } from '#contracts';
import { framePicture, heatmapPicture } from '../../api/addresses.js';
import { MarkedPicture } from '../../components/frame-view.js';
import { useKeys } from '../../components/use-keys.js';
import { usePicture } from '../../components/use-picture.js';

const side = 1600;

/** Shows the frame and its heatmap in one place, with a slider between them; H jumps from one to the other. */
export function Compared(props: {
  inspection: Inspection;
  region: RegionOfInterest | null;
  /** The drawing of a person over the picture. */
  children?: React.ReactNode;
}) {
  const { frameId, nearest, partId } = props.inspection;
  const image = usePicture(framePicture(frameId, side));
  const heatmap = usePicture(heatmapPicture(frameId, side));
  const [share, setShare] = useState(50);
  useKeys({ h: () => setShare(share < 50 ? 100 : 0) });
  return (
    <div className="compared">
      <MarkedPicture
        {...props}
        picture={image.picture}
        alt={`frame of ${partId ?? 'a part without id'}`}
        patch={nearest.patch}
        mark="worst"
      >
        {heatmap.picture !== null && (
          <img
            className="over"
            src={heatmap.picture.url}
            alt="where it differs"
            style={{ clipPath: `inset(0 ${100 - share}% 0 0)` }}
          />
        )}
        <span className="divider" style={{ left: `${share}%` }} />
        {props.children}
      </MarkedPicture>
      <label className="slider">
        Heatmap
        <input
          type="range"
          min="0"
          max="100"
          value={share}
          onChange={({ target }) => setShare(Number(target.value))}
        />
        Image
      </label>
      {heatmap.failure !== null && <p className="problem">{heatmap.failure}</p>}
    </div>
  );
}
