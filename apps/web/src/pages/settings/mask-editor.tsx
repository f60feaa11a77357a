import { useState } from 'react';
import type { Masks, Polygon } from '#contracts';
import { normalPicture } from '../../api/addresses.js';
import { useRead } from '../../api/use-read.js';
import { usePicture } from '../../components/use-picture.js';
import { MaskImage } from './mask-image.js';
import { PolygonDrawer } from './polygon-drawer.js';

type Kind = 'ignore' | 'include';

/** Masks drawn over the newest normal: what to ignore, or the only places that count. */
export function MaskEditor(props: {
  station: string;
  masks: Masks;
  problem: string | undefined;
  onChange: (masks: Masks) => void;
}) {
  const { station, masks, problem, onChange } = props;
  const [kind, setKind] = useState<Kind>('ignore');
  const named = { path: { station }, query: { limit: 1 } };
  const newest = useRead('/v1/stations/{station}/normals', named).value?.items[0];
  const { picture, failure } = usePicture(
    newest === undefined ? null : normalPicture(station, newest.id, 1024),
  );
  const add = (polygon: Polygon) => onChange({ ...masks, [kind]: [...masks[kind], polygon] });
  const drop = (which: Kind, index: number) =>
    onChange({ ...masks, [which]: masks[which].filter((_, at) => at !== index) });
  if (newest === undefined)
    return <p className="quiet">Add a normal first: masks are drawn over its picture.</p>;
  return (
    <div className="mask-editor">
      <div className="chips" role="group" aria-label="What is drawn">
        {(['ignore', 'include'] as const).map((one) => (
          <button
            key={one}
            type="button"
            className="chip"
            aria-pressed={kind === one}
            onClick={() => setKind(one)}
          >
            {one === 'ignore' ? 'Draw what to ignore' : 'Draw what alone counts'}
          </button>
        ))}
      </div>
      {failure !== null && <p className="problem">{failure}</p>}
      {picture !== null && (
        <PolygonDrawer picture={picture} masks={masks} kind={kind} onDraw={add} onDrop={drop} />
      )}
      <p className="quiet">
        Tap corner after corner; tap the first one again to close it. Tap a mask to take it away.
      </p>
      <MaskImage station={station} image={masks.image} />
      {problem !== undefined && <p className="field-problem">{problem}</p>}
    </div>
  );
}
