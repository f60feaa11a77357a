import type { Inspection } from '#contracts';
import { framePicture } from '../../api/addresses.js';
import { Picture } from '../../components/picture.js';
import { VerdictMark } from '../../components/verdict-mark.js';
import { hashOf } from '../../routing.js';
import { againstReject, when } from '../../words.js';

/** The longer side of a picture in the list, in pixels. */
const side = 160;

/** Shows one inspection, with the ways to its frame and to its part's passport. */
export function InspectionRow({ inspection }: { inspection: Inspection }) {
  const { frameId, stationId, partId, lot, verdict, inspectedAt, model } = inspection;
  const frame = hashOf({ page: 'frame', frame: frameId });
  return (
    <tr>
      <td className="history-picture">
        <a href={frame} aria-label={`The frame of ${when(inspectedAt)}`}>
          <Picture address={framePicture(frameId, side)} alt="" />
        </a>
      </td>
      <td data-label="Inspected">
        <a href={frame}>
          <time dateTime={inspectedAt}>{when(inspectedAt)}</time>
        </a>
      </td>
      <td data-label="Verdict">
        <VerdictMark verdict={verdict} />{' '}
        <small>{againstReject(inspection.imageScore, inspection.limits)}</small>
      </td>
      <td data-label="Part" className="history-part">
        {partId === null ? (
          <span className="quiet">none said</span>
        ) : (
          <a href={hashOf({ page: 'passport', part: partId })}>{partId}</a>
        )}
      </td>
      <td data-label="Lot" className="history-part">
        {lot ?? <span className="quiet">–</span>}
      </td>
      <td data-label="Station">{stationId}</td>
      <td data-label="Model">{model.version}</td>
    </tr>
  );
}
