import { setImmediate as nextTurn } from 'node:timers/promises';
import { EntropyReader } from './entropy-reader.js';
import type { HuffmanTables } from './huffman-table.js';
import type { JpegComponent, JpegFrame } from './jpeg-frame.js';
import { markers, type Segment } from './jpeg-segments.js';
import { ScanBlocks, type ScanBand, type ScanColour } from './scan-blocks.js';

/** The coefficients of each colour that earlier scans made other than zero, 64 a block, by the colour's id. */
export type NotZero = Map<number, Uint8Array>;

/** The inputs that finding the end of a scan's code needs. */
export interface ScanSetting {
  readonly frame: JpegFrame;
  readonly tables: HuffmanTables;
  readonly notZero: NotZero;
  /** Units between restart markers; 0: there are none. */
  readonly restartInterval: number;
}

interface Colour extends ScanColour {
  readonly component: JpegComponent;
}

/** A stretch of bytes, from `from` up to `to`. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Units that are followed before others get a turn. */
const unitsAtOnce = 4_096;

/**
 * Follows the code of one scan and returns the stretches that hold it, from behind the scan's head: between two of
 * them lies a restart marker, and whatever does not belong there. Undefined where the code is damaged or stops early.
 */
export async function codeOfScan(
  bytes: Buffer,
  head: Segment,
  setting: ScanSetting,
): Promise<Span[] | undefined> {
  const colours = coloursOf(bytes, head, setting);
  if (colours === undefined) return undefined;
  const reader = new EntropyReader(bytes, head.next);
  const blocks = new ScanBlocks(reader, bandOf(bytes, head, setting.frame));
  const { count, unit } = unitsOf(colours, setting.frame);
  const spans: Span[] = [];
  let from = head.next;
  for (let done = 0; done < count; done++) {
    if (done % unitsAtOnce === unitsAtOnce - 1) await nextTurn();
    if (done > 0 && setting.restartInterval > 0 && done % setting.restartInterval === 0) {
      spans.push({ from, to: reader.end });
      from = behindRestart(bytes, reader.end, spans.length - 1);
      if (from < 0) return undefined;
      reader.moveTo(from);
      blocks.restart();
    }
    if (!unit(blocks, done) || reader.ranOut) return undefined;
  }
  spans.push({ from, to: reader.end });
  return spans;
}

/** Restart markers count from 0 to 7 and begin again; another one means that units are missing. */
function behindRestart(bytes: Buffer, from: number, nth: number): number {
  const wanted = markers.firstRestart + (nth % 8);
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const code = bytes[at + 1];
    if (code === wanted) return at + 2;
    if (code !== 0 && code !== 0xff) return -1;
  }
  return -1;
}

function coloursOf(bytes: Buffer, { body }: Segment, setting: ScanSetting): Colour[] | undefined {
  const colours: Colour[] = [];
  for (let i = 0; i < bytes[body]!; i++) {
    const [id, selectors] = [bytes[body + 1 + i * 2]!, bytes[body + 2 + i * 2]!];
    const component = setting.frame.components.find((one) => one.id === id);
    const notZero = setting.notZero.get(id);
    if (component === undefined || notZero === undefined) return undefined;
    const dc = setting.tables.get(selectors >> 4);
    colours.push({ component, notZero, dc, ac: setting.tables.get(16 + (selectors & 15)) });
  }
  return colours.length === 0 ? undefined : colours;
}

function bandOf(bytes: Buffer, { next }: Segment, { progressive }: JpegFrame): ScanBand {
  const [first, last, bits] = [bytes[next - 3]!, bytes[next - 2]!, bytes[next - 1]!];
  return { progressive, first, last: Math.min(last, 63), refines: bits >> 4 > 0 };
}

interface Units {
  readonly count: number;
  readonly unit: (blocks: ScanBlocks, index: number) => boolean;
}

/** A unit is one block where the scan has one colour, else the blocks of all its colours (ITU-T T.81, A.2). */
function unitsOf(colours: readonly Colour[], frame: JpegFrame): Units {
  const first = colours[0]!;
  if (colours.length === 1) {
    const { across, down } = blocksOf(first.component, frame);
    return { count: across * down, unit: (blocks, index) => blocks.take(first, index * 64) };
  }
  const { across, down } = unitGrid(frame);
  const each = colours.flatMap((colour) =>
    Array.from({ length: colour.component.across * colour.component.down }, () => colour),
  );
  // Several colours share a scan only where it has no band that needs to know what is zero.
  return { count: across * down, unit: (blocks) => each.every((colour) => blocks.take(colour, 0)) };
}

function unitGrid({ width, height, components }: JpegFrame): { across: number; down: number } {
  const across = Math.max(...components.map((one) => one.across));
  const down = Math.max(...components.map((one) => one.down));
  return { across: Math.ceil(width / (8 * across)), down: Math.ceil(height / (8 * down)) };
}

/** Blocks of a colour in a scan of its own. */
export function blocksOf(
  component: JpegComponent,
  { width, height, components }: JpegFrame,
): { across: number; down: number } {
  const most = {
    across: Math.max(...components.map((one) => one.across)),
    down: Math.max(...components.map((one) => one.down)),
  };
  return {
    across: Math.ceil(Math.ceil((width * component.across) / most.across) / 8),
    down: Math.ceil(Math.ceil((height * component.down) / most.down) / 8),
  };
}
