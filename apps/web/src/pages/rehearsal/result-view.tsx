import type { RehearsalResult } from '#contracts';
import { duration, plural } from '../../words.js';
import { DayChart } from './day-chart.js';
import { FlipMatrix } from './flip-matrix.js';
import { FlippedFrames } from './flipped-frames.js';

/** Shows what would be different: the known frames first, then all verdicts, then the rate by day. */
export function RehearsalResultView({ result }: { result: RehearsalResult }) {
  const { defectsThatWouldPass: passed, falseAlarmsThatGo: gone, reviewed } = result;
  const known = reviewed === 0 ? 'quiet-count' : 'ok';
  return (
    <>
      {reviewed === 0 && (
        <p className="note">
          None of these frames was judged by a person: whether a defect would pass is not known.
        </p>
      )}
      <ul className="verdicts-of-rehearsal">
        <Finding
          kind={passed.length > 0 ? 'defect' : known}
          count={passed.length}
          words={`known defects would pass; ${result.defectsStillCaught.toLocaleString('en')} are still caught`}
        />
        <Finding
          kind={known}
          count={gone.length}
          words={`known false alarms go; ${result.falseAlarmsThatStay.toLocaleString('en')} stay`}
        />
        <Finding kind="quiet-count" count={reviewed} words="frames that people have judged" />
      </ul>
      <p className="quiet">
        {plural(result.replayed, 'inspection')} replayed from stored embeddings in{' '}
        {duration(result.seconds * 1000)}.
        {result.leftOut > 0 &&
          ` ${plural(result.leftOut, 'inspection')} left out: ${result.leftOutBecause.map(({ reason, count }) => `${reason} (${count})`).join(', ')}.`}
      </p>
      <div className="rehearsal-columns">
        <FlipMatrix flips={result.flips} />
        <DayChart days={result.byDay} />
      </div>
      <FlippedFrames title="Known defects that would pass" frames={passed} none="None." />
      <FlippedFrames title="Known false alarms that go" frames={gone} none="None." />
      <FlippedFrames
        title="The largest changes among all frames"
        frames={result.flipped}
        none="No verdict changes."
      />
    </>
  );
}

function Finding({ kind, count, words }: { kind: string; count: number; words: string }) {
  return (
    <li className={kind}>
      <strong>{count.toLocaleString('en')}</strong> {words}
    </li>
  );
}
