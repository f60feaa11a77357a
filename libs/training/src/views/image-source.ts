/** The decoded pixels in memory: RGB, eight bits, row by row. */
export interface RgbImage {
  readonly width: number;
  readonly height: number;
  /** The pixels: `width * height * 3` values, 0 to 255. */
  readonly pixels: Uint8Array;
}

/** The photographs to learn from. Who implements it decodes; training only reads pixels. */
export interface ImageSource {
  readonly count: number;
  /** The name that identifies the pixels, e.g. a hash; a run does not go on with other images. */
  readonly identity: string;
  /** Returns the image of that index, 0 to count - 1; the same pixels at every call. */
  image(index: number): RgbImage;
}
