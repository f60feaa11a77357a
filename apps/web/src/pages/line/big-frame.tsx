import type { RegionOfInterest } from '#contracts';
import { NearestNormal } from '../../components/nearest-normal.js';
import { MarkedPicture } from '../../components/frame-view.js';
import { ScoreBar } from '../../components/score-bar.js';
import { againstReject, score } from '../../words.js';
import type { ShownFrame } from './use-shown-frame.js';

/** Shows the frame, under its heatmap when asked, beside what it was compared with; its score below. */
export function BigFrame(props: {
  shown: ShownFrame;
  region: RegionOfInterest | null;
  heat: boolean;
  onHeat: () => void;
}) {
  const { inspection, image, heatmap } = props.shown;
  const { verdict, nearest, imageScore, limits } = inspection;
  const heated = props.heat && heatmap !== null;
  return (
    <section className={`big-frame ${verdict}`} aria-label="Frame">
      <div className="stage">
        <figure className="this-frame">
          <figcaption>
            This part
            <button
              type="button"
              className="heat-toggle"
              aria-pressed={props.heat}
              onClick={props.onHeat}
            >
              Heatmap {props.heat ? 'on' : 'off'} <kbd>H</kbd>
            </button>
          </figcaption>
          <MarkedPicture
            inspection={inspection}
            region={props.region}
            picture={heated ? heatmap : image}
            alt={`frame of ${inspection.partId ?? 'a part without id'}`}
            patch={nearest.patch}
            mark={verdict === 'ok' ? 'compared' : 'worst'}
          />
        </figure>
        <NearestNormal inspection={inspection} region={props.region} />
      </div>
      <div className="score-line">
        <p>
          <strong>{score(imageScore)}</strong> {againstReject(imageScore, limits)}
        </p>
        <ScoreBar imageScore={imageScore} limits={limits} verdict={verdict} />
      </div>
    </section>
  );
}
