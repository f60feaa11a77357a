import type { Inspection, RegionOfInterest } from '#contracts';
import type { LoadedPicture } from '../api/pictures.js';
import { patchBox } from './patch-box.js';

/** Shows a picture with the compared patch marked on it. */
export function MarkedPicture(props: {
  picture: LoadedPicture | null;
  alt: string;
  patch: { row: number; column: number };
  inspection: Pick<Inspection, 'grid'>;
  region: RegionOfInterest | null;
  /** The mark's look: loud where the part differs, quiet on the normal beside it; none where nothing was compared. */
  mark: 'worst' | 'compared' | 'none';
  children?: React.ReactNode;
}) {
  const { picture } = props;
  if (picture === null) return <span className="marked" />;
  const box = patchBox(props.patch, props.inspection.grid, props.region);
  const place = {
    left: `${box.left}%`,
    top: `${box.top}%`,
    width: `${box.width}%`,
    height: `${box.height}%`,
  };
  const aspect = { '--aspect': picture.width / picture.height } as React.CSSProperties;
  return (
    <span className="marked" style={aspect}>
      <img src={picture.url} alt={props.alt} draggable={false} />
      {props.children}
      {props.mark !== 'none' && <span className={`patch-box ${props.mark}`} style={place} />}
    </span>
  );
}
