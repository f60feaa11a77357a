import { type Address, addressOf } from '#client';

/** Returns the address of a frame's picture; `side` is its longer side in pixels, as below. */
export function framePicture(frame: string, side: number): Address {
  return addressOf('/v1/frames/{frame}/thumbnail', { path: { frame }, query: { side } });
}

export function heatmapPicture(frame: string, side: number): Address {
  return addressOf('/v1/frames/{frame}/heatmap', { path: { frame }, query: { side } });
}

export function normalPicture(station: string, normal: string, side: number): Address {
  const path = { station, normal };
  return addressOf('/v1/stations/{station}/normals/{normal}/thumbnail', { path, query: { side } });
}

export function testPicture(station: string, picture: string, side: number): Address {
  const path = { station, picture };
  return addressOf('/v1/stations/{station}/test-set/{picture}/thumbnail', {
    path,
    query: { side },
  });
}

/** Returns the address of a test picture under the anomaly map of a model. */
export function testHeatmap(
  station: string,
  picture: string,
  model: string,
  side: number,
): Address {
  const asked = { path: { station, picture }, query: { model, side } };
  return addressOf('/v1/stations/{station}/test-set/{picture}/heatmap', asked);
}

/** Returns the address of the normal that a frame's worst patch was compared with, small. */
export function nearestNormalPicture(frame: string): Address {
  const query = { format: 'thumbnail' as const };
  return addressOf('/v1/frames/{frame}/nearest-normal', { path: { frame }, query });
}

/** Returns the address of the printable page of what a model promises. */
export function certificatePage(station: string, model: string): Address {
  const path = { station, model };
  return addressOf('/v1/stations/{station}/models/{model}/certificate.html', { path });
}

/** Returns the command that pushes a picture to a station; `header` is one more that the camera sends. */
export function pushCommand(station: string, header?: string): string {
  const address = addressOf('/v1/stations/{station}/frames', { path: { station } });
  const headers = ['Content-Type: image/jpeg', ...(header === undefined ? [] : [header])];
  const said = headers.map((one) => `-H '${one}'`).join(' ');
  return `curl --data-binary @part.jpg ${said} ${location.origin}${address}`;
}
