interface Signature {
  readonly name: string;
  readonly at: number;
  readonly bytes: readonly Buffer[];
}

const text = (at: number, ...words: string[]) => ({
  at,
  bytes: words.map((word) => Buffer.from(word, 'latin1')),
});

/** The formats that people send by mistake, so that the refusal can name them; the first that fits counts. */
const others: readonly Signature[] = [
  { name: 'a GIF', ...text(0, 'GIF87a', 'GIF89a') },
  { name: 'a PDF', ...text(0, '%PDF') },
  { name: 'an AVIF image', ...text(4, 'ftypavif', 'ftypavis') },
  { name: 'a HEIF image', ...text(4, 'ftyphei', 'ftyphev', 'ftypmif1', 'ftypmsf1') },
  { name: 'a Canon raw picture', ...text(4, 'ftypcrx') },
  { name: 'a HEIF or AVIF image, or an MP4 video', ...text(4, 'ftyp') },
  { name: 'a JPEG XL image', ...text(0, '\xff\x0a', '\0\0\0\x0cJXL ') },
  { name: 'a JPEG 2000 image', ...text(0, '\0\0\0\x0cjP  ', '\xff\x4f\xff\x51') },
  { name: 'a JPEG XR image', ...text(0, 'II\xbc') },
  { name: 'a Photoshop file', ...text(0, '8BPS') },
  { name: 'an OpenEXR image', ...text(0, '\x76\x2f\x31\x01') },
  { name: 'a Radiance HDR image', ...text(0, '#?RADIANCE', '#?RGBE') },
  { name: 'a PNM image', ...numbered('P', 7, ['\n', ' ', '\r', '\t']) },
  { name: 'a PFM image', ...text(0, 'PF\n', 'Pf\n') },
  { name: 'a QOI image', ...text(0, 'qoif') },
  { name: 'a BPG image', ...text(0, 'BPG\xfb') },
  { name: 'a DirectDraw surface', ...text(0, 'DDS ') },
  { name: 'an MNG or JNG image', ...text(0, '\x8aMNG', '\x8bJNG') },
  { name: 'a raw picture', ...text(0, 'IIRO', 'IIRS', 'IIU\0', 'FUJIFILMCCD-RAW') },
  { name: 'a FITS image', ...text(0, 'SIMPLE  =') },
  { name: 'an OS/2 bitmap array', ...text(0, 'BA') },
  { name: 'a Windows icon', ...text(0, '\0\0\x01\0', '\0\0\x02\0') },
  { name: 'a NumPy array', ...text(0, '\x93NUMPY') },
  { name: 'a ZIP archive', ...text(0, 'PK\x03\x04') },
  { name: 'a gzip file', ...text(0, '\x1f\x8b') },
  { name: 'a DICOM file', ...text(128, 'DICM') },
  { name: 'an AVI video', ...text(8, 'AVI ') },
  { name: 'a video', ...text(0, '\x1a\x45\xdf\xa3', '\0\0\x01\xba', '\0\0\0\x01\x67') },
];

function numbered(letter: string, most: number, ends: readonly string[]): Omit<Signature, 'name'> {
  const numbers = Array.from({ length: most }, (_, i) => i + 1);
  return text(0, ...numbers.flatMap((number) => ends.map((end) => `${letter}${number}${end}`)));
}

/** Returns the name of a format that is not read, by its first bytes. */
export function otherFormat(bytes: Buffer): string | undefined {
  return others.find(({ at, bytes: marks }) =>
    marks.some((mark) => bytes.subarray(at, at + mark.length).equals(mark)),
  )?.name;
}
