import { endsTooEarly, isDamaged } from '../failures.js';
import type { StoredPicture } from '../decoding/stored-picture.js';
import { isFrame, isRestart, markers, nextMarker, readSegment } from './jpeg-segments.js';
import { readFrame, refuseProcess, type JpegFrame } from './jpeg-frame.js';

/**
 * Walks a JPEG's segments up to its first scan (ITU-T T.81, annex B), refuses kinds that are not read, and follows the
 * scans to the end mark. Where that is missing only the code itself can tell whether pixels are too: some cameras leave it
 * out, or write something of their own in its place.
 * @throws TouchstoneError image-truncated, image-damaged or not-an-image.
 */
export function checkJpeg(bytes: Buffer): StoredPicture {
  const { frame, scan } = readHead(bytes);
  const ends = endsWithMark(bytes, scan);
  const { width, height } = frame;
  const { arithmetic, progressive } = frame;
  if (!ends && arithmetic) throw endsTooEarly('JPEG', 'its end mark (EOI) is missing');
  const followable = !arithmetic && !progressive;
  return { width, height, decodedBytes: decodedBytes(frame), followable, unsure: !ends };
}

function readHead(bytes: Buffer): { frame: JpegFrame; scan: number } {
  let frame: JpegFrame | undefined;
  for (let at = 2; ;) {
    const segment = readSegment(bytes, at);
    refuseProcess(segment.marker);
    if (isFrame(segment.marker)) frame = readFrame(bytes, segment);
    at = segment.next;
    if (segment.marker !== markers.startOfScan) continue;
    if (!frame) throw isDamaged('JPEG', 'a scan comes before the size of the frame');
    return { frame, scan: at };
  }
}

/** Tells whether scan follows scan up to an end mark, with nothing between them that does not belong there. */
function endsWithMark(bytes: Buffer, scan: number): boolean {
  for (let at = nextMarker(bytes, scan); at + 1 < bytes.length; at = nextMarker(bytes, at)) {
    const marker = bytes[at + 1]!;
    if (marker === markers.endOfImage) return true;
    if (isRestart(marker)) at += 2;
    else if (marker < markers.first || marker === markers.startOfImage) return false;
    else if (at + 4 > bytes.length) return false;
    else at += 2 + bytes.readUInt16BE(at + 2);
  }
  return false;
}

/** A progressive picture keeps all its coefficients, two bytes each, until its last scan. */
function decodedBytes({ width, height, components, progressive }: JpegFrame): number {
  const samples = width * height * components.length;
  return samples + (progressive ? samples * 2 : 0);
}
