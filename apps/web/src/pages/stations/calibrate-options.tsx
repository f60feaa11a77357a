import type { CalibrationRequest, Station } from '#contracts';
import { TargetField } from '../../components/target-field.js';

/** A calibration as this page asks for one; without targets the station's own. */
export type CalibrationWish = Omit<CalibrationRequest, 'by'>;

/** Asks how to learn, for who wants other than all anew and at once; what is not touched stays as it is set. */
export function CalibrateOptions(props: {
  station: Station;
  asked: CalibrationWish;
  onChange: (asked: CalibrationWish) => void;
}) {
  const { asked, onChange, station } = props;
  const targets = { ...station.settings.targets, ...asked.targets };
  return (
    <details className="calibrate-options">
      <summary>How, and why</summary>
      <fieldset>
        <legend>Learn</legend>
        <Choice
          checked={!asked.incremental}
          words="anew from all normals"
          onPick={() => onChange({ ...asked, incremental: false })}
        />
        <Choice
          checked={asked.incremental}
          words="only what is new, added to the active model (seconds)"
          onPick={() => onChange({ ...asked, incremental: true })}
        />
      </fieldset>
      <label className="check">
        <input
          type="checkbox"
          checked={asked.activate}
          onChange={({ target }) => onChange({ ...asked, activate: target.checked })}
        />
        put it to work at once
      </label>
      <TargetField
        name="Defect limit"
        help="False alarms that it may give among good parts."
        value={targets.reject}
        onChange={(reject) => onChange({ ...asked, targets: { ...asked.targets, reject } })}
      />
      <TargetField
        name="Review limit"
        help="Good parts that it may put up for a second look."
        value={targets.review}
        onChange={(review) => onChange({ ...asked, targets: { ...asked.targets, review } })}
      />
      <label>
        Why{' '}
        <input
          value={asked.why}
          maxLength={2000}
          placeholder="stands in the certificate"
          onChange={({ target }) => onChange({ ...asked, why: target.value })}
        />
      </label>
    </details>
  );
}

function Choice(props: { checked: boolean; words: string; onPick: () => void }) {
  return (
    <label className="check">
      <input type="radio" name="learn" checked={props.checked} onChange={props.onPick} />
      {props.words}
    </label>
  );
}
