/** The facts that the structure of an image's bytes gives, before any pixel is decoded. */
export interface StoredPicture {
  /** Pixels as they are stored, before any orientation. */
  readonly width: number;
  readonly height: number;
  /** Bytes of memory that decoding all of it takes: its samples, and what a format holds beside them. */
  readonly decodedBytes: number;
  /** Its samples have 16 bits, of which a camera may fill fewer. */
  readonly sixteenBit?: boolean;
  /** The largest sample that the file says there may be (TIFF's MaxSampleValue). */
  readonly largestStated?: number | undefined;
  /** Makes the bytes that libvips reads where they are not those that came; absent: they are. */
  readonly plain?: () => Buffer;
  /** A JPEG whose rows come one after the other in a code that can be followed. */
  readonly followable?: boolean;
  /** Looks for damage that libvips does not tell of; throws TouchstoneError image-damaged. */
  readonly prove?: (() => Promise<void>) | undefined;
  /** The structure does not end as it should: whether pixels are missing too is to be found out. */
  readonly unsure?: boolean;
  /** A channel beside the colours of which nothing says that it is transparency. */
  readonly extraChannel?: boolean;
}
