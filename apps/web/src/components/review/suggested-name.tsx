import type { RecognisedDefect } from '#contracts';
import { percent } from '../../words.js';

/** Suggests the defect's likely name, by what it looks like: one tap answers so. */
export function SuggestedName(props: {
  look: RecognisedDefect | null | undefined;
  busy: boolean;
  onTake: (name: string) => void;
}) {
  const suggestion = props.look?.suggestion ?? null;
  if (suggestion === null) return null;
  const { name, likeliest, probability, abstains } = suggestion;
  if (name === null)
    return (
      <p className="suggested quiet">
        {abstains === 'unlike-any'
          ? 'No name suggested: it is unlike every named defect.'
          : `No name suggested: ${likeliest} is likeliest, by ${percent(probability)} only.`}
      </p>
    );
  return (
    <p className="suggested">
      Looks like
      <button
        type="button"
        className="chip"
        disabled={props.busy}
        onClick={() => props.onTake(name)}
      >
        {name}
      </button>
      <small className="quiet">{percent(probability)}: tap to answer so</small>
    </p>
  );
}
