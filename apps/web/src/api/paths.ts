/** Paths of pictures; `side` is the longer side in pixels. */
export function framePicture(frameId: string, side: number): string {
  return `/v1/frames/${frameId}/thumbnail?side=${side}`;
}

export function heatmapPicture(frameId: string, side: number): string {
  return `/v1/frames/${frameId}/heatmap?side=${side}`;
}

export function normalPicture(stationId: string, normalId: string, side: number): string {
  return `/v1/stations/${stationId}/normals/${normalId}/thumbnail?side=${side}`;
}

/** Returns the address of the printable page of what a model promises. */
export function certificatePage(stationId: string, modelId: string): string {
  return `/v1/stations/${stationId}/models/${modelId}/certificate.html`;
}
