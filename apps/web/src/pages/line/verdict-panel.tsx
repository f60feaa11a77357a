import type { Inspection, ModelSummary } from '#contracts';
import { CameraFaultNote } from '../../components/camera-fault.js';
import { VerdictShape } from '../../components/verdict-mark.js';
import { hashOf } from '../../routing.js';
import { percent, timeOfDay, timeToVerdict, verdictMeaning, verdictWords } from '../../words.js';

/** Shows the verdict, to be read from two metres, and the facts under it. */
export function VerdictPanel(props: { inspection: Inspection; model: ModelSummary | null }) {
  const { inspection } = props;
  const { verdict, partId, frameId, inspectedAt } = inspection;
  return (
    <section className={`verdict-panel ${verdict}`} aria-label="Verdict">
      <p className="verdict-word">
        <VerdictShape verdict={verdict} />
        {verdictWords[verdict]}
      </p>
      {inspection.fault === null ? (
        <p className="verdict-meaning">{verdictMeaning[verdict]}</p>
      ) : (
        <CameraFaultNote fault={inspection.fault} />
      )}
      {inspection.lookAlike !== null && (
        <p className="verdict-meaning">
          looks like <strong>{inspection.lookAlike.name ?? 'a known defect'}</strong>, likeness{' '}
          {percent(inspection.lookAlike.likeness)}
        </p>
      )}
      {inspection.goldenPart !== null && <p>Golden part {inspection.goldenPart}</p>}
      <dl>
        <Fact name="Part">{partId ?? 'no part id'}</Fact>
        <Fact name="At">{timeOfDay(inspectedAt)}</Fact>
        <TimeFact inspection={inspection} />
        <Fact name="Model">
          version {inspection.model.version} <Provisional {...props} />
        </Fact>
      </dl>
      <a href={hashOf({ page: 'frame', frame: frameId })}>All about this frame</a>
    </section>
  );
}

function TimeFact({ inspection }: { inspection: Inspection }) {
  const { text, from } = timeToVerdict(inspection);
  return (
    <Fact name="Took">
      {text} <small>{from}</small>
    </Fact>
  );
}

/** Only of the active model is it known here whether it is provisional. */
function Provisional(props: { inspection: Inspection; model: ModelSummary | null }) {
  const provisional = props.model?.id === props.inspection.model.id && props.model.provisional;
  return provisional ? <span className="badge review">provisional</span> : null;
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
