import type { Limits, Verdict } from '#contracts';
import { againstReject, score } from '../words.js';
import { placeOnBar } from './score-axis.js';

/** Shows the image score as a bar against both limits, which stay in the same place. */
export function ScoreBar(props: { imageScore: number; limits: Limits; verdict: Verdict }) {
  const { imageScore, limits, verdict } = props;
  const { at, beyond } = placeOnBar(imageScore, limits);
  const words = `score ${score(imageScore)}, ${againstReject(imageScore, limits)}`;
  return (
    <div className="score-bar" role="img" aria-label={words}>
      <div className="score-track">
        <span className={`score-fill ${verdict}`} style={{ width: `${at * 100}%` }} />
        {beyond && <span className="score-beyond">▸</span>}
        <LimitTick name="review" value={limits.warn} limits={limits} />
        <LimitTick name="reject" value={limits.reject} limits={limits} />
      </div>
    </div>
  );
}

function LimitTick(props: { name: 'review' | 'reject'; value: number; limits: Limits }) {
  const { at } = placeOnBar(props.value, props.limits);
  return (
    <span className={`limit-tick ${props.name}`} style={{ left: `${at * 100}%` }}>
      <span className="limit-name">
        {props.name} {score(props.value)}
      </span>
    </span>
  );
}
