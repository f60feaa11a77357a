import type { DefectMemoryEntry, Inspection } from '#contracts';
import { framePicture } from '../api/addresses.js';
import { hashOf } from '../routing.js';
import { percent, score } from '../words.js';
import { Picture } from './picture.js';
import { useDefectMemory } from './review/defect-names.js';

/** Shows the remembered defect that the frame looks like, with its picture and who judged it. */
export function LookAlikeNote({ inspection }: { inspection: Inspection }) {
  const { lookAlike, stationId, imageScore } = inspection;
  const memory = useDefectMemory(lookAlike === null ? null : stationId);
  if (lookAlike === null) return null;
  const entry = memory.value?.items.find(({ id }) => id === lookAlike.entryId);
  return (
    <div className="look-alike">
      {entry !== undefined && (
        <a href={hashOf({ page: 'frame', frame: entry.frameId })} aria-label="The remembered frame">
          <Picture address={framePicture(entry.frameId, 240)} alt="the defect that it looks like" />
        </a>
      )}
      <p>
        Looks like <strong>{lookAlike.name ?? 'a known defect'}</strong>
        {entry !== undefined && reviewedBy(entry)}, likeness {percent(lookAlike.likeness)}.
        <small>
          It raised the score from {score(lookAlike.scoreBefore)} to {score(imageScore)}.
        </small>
      </p>
    </div>
  );
}

function reviewedBy({ by, undoneAt }: DefectMemoryEntry): string {
  return `, reviewed by ${by}${undoneAt === null ? '' : ' (taken back since)'}`;
}
