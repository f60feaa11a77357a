import { useState } from 'react';
import type { FlippedFrame } from '#contracts';
import { framePicture } from '../../api/addresses.js';
import { Picture } from '../../components/picture.js';
import { VerdictShape } from '../../components/verdict-mark.js';
import { hashOf } from '../../routing.js';
import { score, verdictWords, when } from '../../words.js';

const firstShown = 12;

/** Shows the frames whose verdict would change, with both scores under the picture. */
export function FlippedFrames(props: {
  title: string;
  frames: readonly FlippedFrame[];
  none: string;
}) {
  const { title, frames, none } = props;
  const [all, showAll] = useState(false);
  const shown = all ? frames : frames.slice(0, firstShown);
  return (
    <section>
      <h2>
        {title} <small>{frames.length > 0 && frames.length}</small>
      </h2>
      {frames.length === 0 && <p className="quiet">{none}</p>}
      <ul className="flipped">
        {shown.map((frame) => (
          <Flipped key={frame.frameId} frame={frame} />
        ))}
      </ul>
      {shown.length < frames.length && (
        <button type="button" className="chip" onClick={() => showAll(true)}>
          All {frames.length}
        </button>
      )}
    </section>
  );
}

function Flipped({ frame: { frameId, inspectedAt, before, after } }: { frame: FlippedFrame }) {
  return (
    <li>
      <a
        href={hashOf({ page: 'frame', frame: frameId })}
        className={`flipped-frame ${after.verdict}`}
      >
        <Picture address={framePicture(frameId, 240)} alt={`frame of ${when(inspectedAt)}`} />
        <Said {...before} />
        <Said {...after} arrow />
      </a>
    </li>
  );
}

function Said(props: FlippedFrame['before'] & { arrow?: boolean }) {
  return (
    <span className="said">
      {props.arrow === true && '→'} <VerdictShape verdict={props.verdict} />{' '}
      {verdictWords[props.verdict]} {score(props.imageScore)}
    </span>
  );
}
