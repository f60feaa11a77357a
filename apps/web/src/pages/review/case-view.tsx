import { useEffect, useState } from 'react';
import type { Inspection, RegionOfInterest, ReviewCase } from '#contracts';
import { framePicture, heatmapPicture } from '../../api/addresses.js';
import { loadPicture } from '../../api/pictures.js';
import { useRead } from '../../api/use-read.js';
import { CameraFaultNote } from '../../components/camera-fault.js';
import { MarkedPicture } from '../../components/frame-view.js';
import { LookAlikeNote } from '../../components/look-alike.js';
import { NearestNormal } from '../../components/nearest-normal.js';
import { RegionDrawer } from '../../components/review/region-drawer.js';
import { ReviewPanel } from '../../components/review/review-panel.js';
import { reasonWords } from '../../components/review/review-words.js';
import { useReviews } from '../../components/review/use-reviews.js';
import { ScoreBar } from '../../components/score-bar.js';
import { Told } from '../../components/told.js';
import { useKept } from '../../components/use-kept.js';
import { useKeys } from '../../components/use-keys.js';
import { usePicture } from '../../components/use-picture.js';
import { useRegion } from '../../components/use-region.js';
import { VerdictMark } from '../../components/verdict-mark.js';

const side = 1024;

interface CaseProps {
  shown: ReviewCase;
  next: ReviewCase | null;
  /** True while nothing may be shown that tells the verdict: passed parts are among the cases. */
  blind: boolean;
  onPass: () => void;
  onJudged: () => void;
}

/** Shows one frame that is up for review, and fetches the next one's picture ahead. */
export function CaseView(props: CaseProps) {
  const { shown, next, blind } = props;
  const frame = useRead('/v1/frames/{frame}', { path: { frame: shown.frameId } });
  const inspection = frame.value?.inspection ?? null;
  useEffect(() => {
    if (next === null) return;
    const { frameId } = next;
    const heat = blind ? [] : [heatmapPicture(frameId, side)];
    for (const address of [framePicture(frameId, side), ...heat])
      void loadPicture(address).catch(() => null);
  }, [next?.frameId, blind]);
  return (
    <Told value={inspection} problem={frame.problem} reading="Reading the frame…">
      {inspection !== null && <Judged {...props} inspection={inspection} />}
    </Told>
  );
}

function Judged(props: CaseProps & { inspection: Inspection }) {
  const { inspection, blind } = props;
  const reviews = useReviews(inspection.frameId);
  const region = useRegion(inspection);
  const [drawn, setDrawn] = useState<RegionOfInterest | null>(null);
  const [drawing, setDrawing] = useState(false);
  const draw = (place: RegionOfInterest | null) => {
    setDrawn(place);
    setDrawing(false);
  };
  return (
    <div className="case">
      <div className={`case-pictures ${blind ? '' : inspection.verdict}`}>
        <CasePicture inspection={inspection} region={region} blind={blind}>
          <RegionDrawer region={drawn} drawing={drawing} onDraw={draw} />
        </CasePicture>
        {!blind && <NearestNormal inspection={inspection} region={region} />}
      </div>
      <aside>
        {blind ? <BlindNote /> : <WhyShown {...props} />}
        <ReviewPanel
          inspection={inspection}
          reviews={reviews}
          region={drawn}
          drawing={drawing}
          onDrawing={setDrawing}
          onRegion={draw}
          onJudged={props.onJudged}
        />
        <button type="button" className="button quiet-button" onClick={props.onPass}>
          Later <kbd>→</kbd>
        </button>
      </aside>
    </div>
  );
}

/** Shows what the model said of the frame, and why it was put up. */
function WhyShown({ inspection, shown }: CaseProps & { inspection: Inspection }) {
  return (
    <>
      <p className="case-why">
        <VerdictMark verdict={inspection.verdict} />{' '}
        {shown.reason !== null && reasonWords[shown.reason]}
      </p>
      <ScoreBar {...inspection} />
      {inspection.fault !== null && <CameraFaultNote fault={inspection.fault} />}
      <LookAlikeNote inspection={inspection} />
    </>
  );
}

function BlindNote() {
  return (
    <p className="case-why quiet">
      Judge it by the picture alone. Passed parts are among these frames, so the verdict, the score
      and the heatmap are shown after the answer.
    </p>
  );
}

function CasePicture(props: {
  inspection: Inspection;
  blind: boolean;
  region: RegionOfInterest | null;
  children: React.ReactNode;
}) {
  const { frameId, nearest, partId } = props.inspection;
  const [heat, keepHeat] = useKept('heatmap', 'on');
  const image = usePicture(framePicture(frameId, side));
  const heatmap = usePicture(props.blind ? null : heatmapPicture(frameId, side));
  const toggle = () => keepHeat(heat === 'on' ? 'off' : 'on');
  useKeys({ h: () => !props.blind && toggle() });
  const warm = !props.blind && heat === 'on' && heatmap.picture !== null;
  const picture = warm ? heatmap.picture : image.picture;
  return (
    <figure className="this-frame">
      <figcaption>
        {partId ?? 'a part without id'}
        {!props.blind && (
          <button
            type="button"
            className="heat-toggle"
            aria-pressed={heat === 'on'}
            onClick={toggle}
          >
            Heatmap {heat} <kbd>H</kbd>
          </button>
        )}
      </figcaption>
      <MarkedPicture
        {...props}
        picture={picture}
        alt={`frame of ${partId ?? 'a part without id'}`}
        patch={nearest.patch}
        mark={props.blind ? 'none' : 'worst'}
      >
        {props.children}
      </MarkedPicture>
    </figure>
  );
}
