import type { FoundRegion, Limits, ModelManifest, RegionSettings } from '#contracts';
import { type OutlinedRegion, outlineRegions } from '#images';
import type { FrameScore } from '#memory-bank';

/** The regions that an inspection lists at most, those with the largest scores: a frame that is odd all over has hundreds. */
const most = 20;

/** What regions are found in, and by which limits. */
export interface RegionSearch {
  readonly score: Pick<FrameScore, 'map' | 'rows' | 'columns'>;
  /** The frame, in pixels. */
  readonly frame: { readonly width: number; readonly height: number };
  readonly regionOfInterest: ModelManifest['regionOfInterest'];
  readonly limits: Limits;
  readonly settings: RegionSettings;
}

const wholeFrame = { x: 0, y: 0, width: 1, height: 1 };

/**
 * Returns the regions of a frame whose patches lie over the review limit and that are large enough, the one with the
 * largest patch score first. Single patches of a good part can lie over a limit, which is on the image score. Pure.
 */
export function foundRegions(search: RegionSearch): FoundRegion[] {
  const { score, limits, settings } = search;
  return outlineRegions(score.map, score.rows, score.columns, limits.warn)
    .map((region) => inPixels(region, search))
    .filter(({ area }) => area >= settings.minimumArea)
    .slice(0, most);
}

function inPixels(region: OutlinedRegion, search: RegionSearch): FoundRegion {
  const { score, frame, limits } = search;
  const looked = search.regionOfInterest ?? wholeFrame;
  const x = (share: number) => tenths((looked.x + share * looked.width) * frame.width);
  const y = (share: number) => tenths((looked.y + share * looked.height) * frame.height);
  const { box, patches, peak, outline } = region;
  const patchArea =
    (looked.width * frame.width * looked.height * frame.height) / (score.rows * score.columns);
  return {
    outline: outline.map((corner) => ({ x: x(corner.x), y: y(corner.y) })),
    box: {
      x: x(box.x),
      y: y(box.y),
      width: tenths(box.width * looked.width * frame.width),
      height: tenths(box.height * looked.height * frame.height),
    },
    area: tenths(patches * patchArea),
    score: peak,
    over: peak > limits.reject ? 'reject' : 'review',
  };
}

/** Patches are many pixels wide: more digits would say nothing, and are kept with every inspection. */
function tenths(pixels: number): number {
  return Math.round(10 * pixels) / 10;
}
