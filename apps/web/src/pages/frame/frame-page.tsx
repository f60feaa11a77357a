import type { Frame, Inspection, RegionOfInterest } from '#contracts';
import { useState } from 'react';
import { useRead } from '../../api/use-read.js';
import { useLive, useNews } from '../../live/use-live.js';
import { CameraFaultNote } from '../../components/camera-fault.js';
import { LookAlikeNote } from '../../components/look-alike.js';
import { NearestNormal } from '../../components/nearest-normal.js';
import { RegionDrawer } from '../../components/review/region-drawer.js';
import { ReviewPanel } from '../../components/review/review-panel.js';
import { useReviews } from '../../components/review/use-reviews.js';
import { ScoreBar } from '../../components/score-bar.js';
import { useRegion } from '../../components/use-region.js';
import { VerdictShape } from '../../components/verdict-mark.js';
import { hashOf } from '../../routing.js';
import { againstReject, score, verdictMeaning, verdictWords } from '../../words.js';
import { Compared } from './compared.js';
import { FrameFacts } from './frame-facts.js';
import { SimilarFrames } from './similar/similar-frames.js';
import { StepTimes } from './step-times.js';

/** Shows everything that is known of one frame. */
export function FramePage({ id }: { id: string }) {
  const { inspections } = useLive();
  // An accepted frame gets its inspection while somebody looks.
  const arrived = Object.values(inspections).some((all) => all.some((one) => one.frameId === id));
  // So does an alert its look.
  const looked = useNews('incidents');
  const { value: frame, problem } = useRead(
    '/v1/frames/{frame}',
    { path: { frame: id } },
    `${arrived} ${looked}`,
  );
  if (problem !== null)
    return (
      <main className="page">
        <p className="problem">{problem}</p>
      </main>
    );
  if (frame === null) return <p className="page quiet">Reading the frame…</p>;
  return (
    <main className="page frame-page">
      <a className="back" href={hashOf({ page: 'line', station: frame.stationId })}>
        ← {frame.stationId}
      </a>
      {frame.inspection === null ? (
        <NotInspected frame={frame} />
      ) : (
        <Inspected frame={frame} inspection={frame.inspection} />
      )}
    </main>
  );
}

function Inspected({ frame, inspection }: { frame: Frame; inspection: Inspection }) {
  const region = useRegion(inspection);
  const { verdict, imageScore, limits, fault } = inspection;
  const reviews = useReviews(frame.id);
  const [drawn, setDrawn] = useState<RegionOfInterest | null>(null);
  const [drawing, setDrawing] = useState(false);
  const draw = (place: RegionOfInterest | null) => {
    setDrawn(place);
    setDrawing(false);
  };
  return (
    <div className="frame-columns">
      <div>
        <p className={`verdict-word small ${verdict}`}>
          <VerdictShape verdict={verdict} />
          {verdictWords[verdict]}
          <small>{verdictMeaning[verdict]}</small>
        </p>
        {fault !== null && <CameraFaultNote fault={fault} />}
        <LookAlikeNote inspection={inspection} />
        <Compared inspection={inspection} region={region}>
          <RegionDrawer
            region={drawn ?? reviews.standing?.region ?? null}
            drawing={drawing}
            onDraw={draw}
          />
        </Compared>
        <div className="score-line">
          <p>
            <strong>{score(imageScore)}</strong> {againstReject(imageScore, limits)}
          </p>
          <ScoreBar {...inspection} />
        </div>
        <SimilarFrames
          key={frame.id}
          frameId={frame.id}
          station={frame.stationId}
          region={drawn}
          drawing={drawing}
          onDrawing={setDrawing}
        />
      </div>
      <aside>
        <ReviewPanel
          inspection={inspection}
          look={frame.look}
          reviews={reviews}
          region={drawn}
          drawing={drawing}
          onDrawing={setDrawing}
          onRegion={draw}
        />
        <NearestNormal inspection={inspection} region={region} />
        <FrameFacts frame={frame} inspection={inspection} />
        <StepTimes times={inspection.times} />
      </aside>
    </div>
  );
}

function NotInspected({ frame }: { frame: Frame }) {
  const { failure } = frame;
  return (
    <div className="narrow">
      <h1>
        {failure === null ? 'Accepted, not inspected yet' : 'This frame could not be inspected'}
      </h1>
      {failure !== null && (
        <p className="problem">
          {failure.detail} <code>{failure.code}</code>
        </p>
      )}
      <FrameFacts frame={frame} inspection={null} />
    </div>
  );
}
