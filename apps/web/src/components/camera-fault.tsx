import type { CameraFault } from '#contracts';

const causes: Record<CameraFault['cause'], string> = {
  blurred: 'The picture is out of focus',
  dark: 'The picture is too dark',
  bright: 'The picture is too bright',
  clipped: 'The picture has lost its darkest or brightest parts',
  'colour-cast': 'The colours have moved',
  shifted: 'The camera or the part has moved',
  frozen: 'The camera sends the same picture again and again',
};

/** The measured figures as a person names them. */
const figures: Record<string, string> = {
  exposure: 'brightness',
  clippedDark: 'share of black pixels',
  clippedBright: 'share of white pixels',
  castRed: 'red against green',
  castBlue: 'blue against green',
  shiftX: 'move to the right, as a share of the width',
  shiftY: 'move down, as a share of the height',
  turn: 'turn in degrees',
};

/** Shows the camera's fault, and by how much: nothing is said of the part. */
export function CameraFaultNote({ fault }: { fault: CameraFault }) {
  return (
    <p className="fault-note invalid">
      <strong>{causes[fault.cause]}</strong>
      <span>{fault.text}</span>
      {fault.range !== null && (
        <small>
          {figures[fault.figure] ?? fault.figure}: {figure(fault.value)}; good parts had{' '}
          {figure(fault.range.low)} to {figure(fault.range.high)}
        </small>
      )}
    </p>
  );
}

function figure(value: number): string {
  return String(Number(value.toPrecision(3)));
}
