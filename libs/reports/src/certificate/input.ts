import type { LimitsByHand, ModelManifest, ModelState, SmallestDefect, Targets } from '#contracts';

/** The inputs that the page is made from: nothing is looked up. */
export interface CertificatePageInput {
  readonly manifest: ModelManifest;
  readonly station: {
    readonly id: string;
    readonly title: string;
    /**
     * The targets that the station asks for now; a budget is told in its own words where it is the certificate's
     * target.
     */
    readonly targets: Targets;
  };
  readonly state: ModelState;
  /** The limits that a person set in place of the model's; null where nobody did. */
  readonly byHand: LimitsByHand | null;
  /** Which pasted marks the model finds; null where nobody asked. */
  readonly smallestDefect: SmallestDefect | null;
  /** The `data:` address of a picture by frame id; a frame that is not in it has none any more. */
  readonly pictures: ReadonlyMap<string, string>;
  /** The time at which the page was made. */
  readonly printedAt: string;
}
