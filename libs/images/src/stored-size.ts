/** An image's size as it is stored, in pixels: before any orientation. */
export interface StoredSize {
  width: number;
  height: number;
}
