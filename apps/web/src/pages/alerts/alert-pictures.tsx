import type { Alert, Inspection } from '#contracts';
import { framePicture, heatmapPicture } from '../../api/addresses.js';
import { MarkedPicture } from '../../components/frame-view.js';
import { NearestNormal } from '../../components/nearest-normal.js';
import { useKept } from '../../components/use-kept.js';
import { useKeys } from '../../components/use-keys.js';
import { usePicture } from '../../components/use-picture.js';
import { useRegion } from '../../components/use-region.js';

/** The longer side of the large picture, in pixels. */
const side = 1024;
const wholeFrame = { rows: 1, columns: 1 };
const nowhere = { row: 0, column: 0 };

/** Shows the whole part, under its heatmap or not, beside its nearest normal; of a camera fault only the frame. */
export function AlertPictures(props: { alert: Alert; inspection: Inspection | null }) {
  const { alert, inspection } = props;
  const fault = alert.verdict === 'invalid';
  const region = useRegion(inspection);
  const [heat, keepHeat] = useKept('heatmap', 'on');
  const heated = heat === 'on' && !fault;
  const toggle = () => keepHeat(heat === 'on' ? 'off' : 'on');
  useKeys(fault ? {} : { h: toggle });
  const address = heated ? heatmapPicture(alert.frameId, side) : framePicture(alert.frameId, side);
  const { picture, failure, address: of } = usePicture(address);
  const shown = of?.includes(alert.frameId) === true ? picture : null;
  return (
    <div className="stage">
      <figure className="this-frame">
        <figcaption>
          This part
          {!fault && (
            <button type="button" className="heat-toggle" aria-pressed={heated} onClick={toggle}>
              Heatmap {heated ? 'on' : 'off'} <kbd>H</kbd>
            </button>
          )}
        </figcaption>
        {failure === null ? (
          <MarkedPicture
            inspection={inspection ?? { grid: wholeFrame }}
            region={region}
            picture={shown}
            alt="this part"
            patch={inspection?.nearest.patch ?? nowhere}
            mark={inspection === null || fault ? 'none' : 'worst'}
          />
        ) : (
          <p className="quiet">{failure}</p>
        )}
      </figure>
      {inspection !== null && !fault && <NearestNormal inspection={inspection} region={region} />}
    </div>
  );
}
