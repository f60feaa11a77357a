import type { PassportFrame, Review } from '#contracts';
import { framePicture, heatmapPicture } from '../../api/addresses.js';
import { Picture } from '../../components/picture.js';
import { VerdictMark } from '../../components/verdict-mark.js';
import { hashOf } from '../../routing.js';
import { againstReject, score, when } from '../../words.js';

/** The longer side of a picture, in pixels: sharp on paper at a third of its width. */
const side = 480;

/** Shows one frame of the part: its picture, the verdict with the model that gave it, and what people said. */
export function PassportFrameCard({ frame }: { frame: PassportFrame }) {
  const { inspection, look, reviews, pictureDeletedAt } = frame;
  const { frameId, stationId, verdict, inspectedAt, limits, imageScore, model, fault } = inspection;
  const isOdd = verdict === 'defect' || verdict === 'review';
  return (
    <li className={`passport-frame ${verdict}`}>
      <div className="passport-pictures">
        {pictureDeletedAt === null ? (
          <>
            <Picture address={framePicture(frameId, side)} alt={`At ${stationId}`} />
            {isOdd && <Picture address={heatmapPicture(frameId, side)} alt="Its heatmap" />}
          </>
        ) : (
          <p className="quiet">The picture was deleted {when(pictureDeletedAt)}.</p>
        )}
      </div>
      <div>
        <h2>
          <a href={hashOf({ page: 'frame', frame: frameId })}>{stationId}</a>{' '}
          <VerdictMark verdict={verdict} />
        </h2>
        <dl className="facts">
          <Fact name="Inspected">
            {new Date(inspectedAt).toLocaleString([], { hourCycle: 'h23' })}
          </Fact>
          <Fact name="Score">
            {score(imageScore)}, {againstReject(imageScore, limits)}; review over{' '}
            {score(limits.warn)}, defect over {score(limits.reject)}
          </Fact>
          <Fact name="Judged by">
            model {model.version}
            {inspection.limitsVersion > 0 && `, limits by hand ${inspection.limitsVersion}`}
          </Fact>
          {inspection.goldenPart !== null && (
            <Fact name="Golden part">{inspection.goldenPart}, shown on purpose</Fact>
          )}
          {fault !== null && <Fact name="Camera fault">{fault.text}</Fact>}
          {look?.family != null && <Fact name="Family">{look.family.name}</Fact>}
          {reviews.map((review) => (
            <Fact key={review.id} name="Answer">
              {answerWords(review)}
            </Fact>
          ))}
        </dl>
      </div>
    </li>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function answerWords({ answer, name, by, at, note, undoneAt, undoneBy }: Review): string {
  const said = name === null ? answer : `${answer}, ${name}`;
  const why = note === '' ? '' : `: “${note}”`;
  const undone = undoneAt === null ? '' : ` (taken back by ${undoneBy ?? ''}, ${when(undoneAt)})`;
  return `${said}, by ${by}, ${when(at)}${why}${undone}`;
}
