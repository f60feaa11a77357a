/** One picture on the map. */
export interface Mapped {
  readonly file: string;
  /** Its folder below the one asked for: what it is coloured by. */
  readonly group: string;
  readonly x: number;
  readonly y: number;
}
