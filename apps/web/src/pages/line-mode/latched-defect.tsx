import type { Inspection } from '#contracts';
import { framePicture } from '../../api/addresses.js';
import { useRead } from '../../api/use-read.js';
import { MarkedPicture } from '../../components/frame-view.js';
import { NearestNormal } from '../../components/nearest-normal.js';
import { usePicture } from '../../components/use-picture.js';
import { useRegion } from '../../components/use-region.js';
import { VerdictShape } from '../../components/verdict-mark.js';
import { againstReject, duration } from '../../words.js';
import type { LatchedDefect } from './latch.js';
import { whereOf } from './where.js';

const side = 1024;

/** Shows the picture of a frame, whole, with the place outlined where there is one to look at. */
export function LargeFrame(props: {
  inspection: Inspection | null;
  frameId: string;
  outlined: boolean;
}) {
  // prettier-ignore
  const { inspection, frameId, outlined } = props;
  const region = useRegion(inspection);
  const { picture, failure } = usePicture(framePicture(frameId, side));
  if (failure !== null) return <p className="quiet">{failure}</p>;
  return (
    <MarkedPicture
      inspection={inspection ?? { grid: { rows: 1, columns: 1 } }}
      region={region}
      picture={picture}
      alt="the part"
      patch={inspection?.nearest.patch ?? { row: 0, column: 0 }}
      mark={outlined && inspection !== null ? 'worst' : 'none'}
    />
  );
}

/** Says of a defect which part, when, where, how bad and what it was compared with. */
export function DefectFacts(props: {
  defect: LatchedDefect;
  inspection: Inspection | null;
  now: number;
}) {
  const { defect, inspection, now } = props;
  const region = useRegion(inspection);
  return (
    <div className="defect-facts">
      <p className="screen-word defect">
        <VerdictShape verdict="defect" /> Defect
      </p>
      <p className="screen-part">
        {defect.partId ?? 'part without id'}{' '}
        <small>{duration(Math.max(0, now - Date.parse(defect.inspectedAt)))} ago</small>
      </p>
      {inspection !== null && (
        <>
          <p className="screen-fact">
            {whereOf(inspection)} · {againstReject(inspection.imageScore, inspection.limits)}
            {inspection.lookAlike?.name != null && ` · like ${inspection.lookAlike.name}`}
          </p>
          <NearestNormal inspection={inspection} region={region} />
        </>
      )}
    </div>
  );
}

/** Returns the inspection of a latched defect, which a screen does not keep. */
export function useInspectionOf(frameId: string | null): Inspection | null {
  const { value } = useRead('/v1/frames/{frame}', frameId === null ? null : { path: { frame: frameId } }); // prettier-ignore
  return value?.inspection ?? null;
}
