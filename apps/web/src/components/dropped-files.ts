export interface PictureFile {
  path: string;
  file: File;
}

const pictures = /\.(jpe?g|png|webp|tiff?|bmp)$/i;

/** Returns the pictures among what was dropped, folders opened, in the order of their names. */
export async function droppedFiles(dropped: DataTransfer): Promise<PictureFile[]> {
  // The list empties once this function waits for anything.
  const entries = [...dropped.items].map((item) => item.webkitGetAsEntry());
  const found = await Promise.all(entries.filter((entry) => entry !== null).map(filesOf));
  return picturesOf(found.flat());
}

export function chosenFiles(list: FileList | null): PictureFile[] {
  return picturesOf(
    [...(list ?? [])].map((file) => ({ path: file.webkitRelativePath || file.name, file })),
  );
}

function picturesOf(files: PictureFile[]): PictureFile[] {
  return files
    .filter(({ path }) => pictures.test(path))
    .sort((a, b) => a.path.localeCompare(b.path, 'en', { numeric: true }));
}

async function filesOf(entry: FileSystemEntry): Promise<PictureFile[]> {
  if (entry.isFile) {
    const file = await new Promise<File>((take, fail) =>
      (entry as FileSystemFileEntry).file(take, fail),
    );
    return [{ path: entry.fullPath, file }];
  }
  const found = await Promise.all(
    (await entriesOf(entry as FileSystemDirectoryEntry)).map(filesOf),
  );
  return found.flat();
}

/** A folder gives its entries in portions of a hundred, and an empty one at the end. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((take, fail) =>
      reader.readEntries(take, fail),
    );
    if (some.length === 0) return all;
    all.push(...some);
  }
}

/** A browser does not know every type by name; the API looks at the bytes. */
export function bytesOf(file: File): Blob {
  return file.type.startsWith('image/')
    ? file
    : file.slice(0, file.size, 'application/octet-stream');
}
