/** Pixels for people and for the network: RGB in sRGB, 8 bit, row-major, `width * height * 3` bytes. */
export interface RgbImage {
  width: number;
  height: number;
  pixels: Uint8Array;
}
