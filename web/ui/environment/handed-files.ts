/** Files as a browser hands them over: chosen one by one, as a folder, or dropped, folders among them. */
import type { BroughtFile } from '../../studio/brought-files.ts';

const DEEPEST = 8;
/** Beyond that nobody meant the folder that was dropped. */
const MOST_FILES = 5000;

const brought = (file: File, name = file.webkitRelativePath || file.name): BroughtFile => ({
  name,
  bytes: file.size,
  read: () => file.arrayBuffer(),
});

export const chosenFiles = (input: HTMLInputElement): BroughtFile[] =>
  [...(input.files ?? [])].map((file) => brought(file));

/** Has to be called while the drop is heard: afterwards the browser has forgotten it. */
export function droppedFiles({ items, files }: DataTransfer): Promise<BroughtFile[]> {
  const entries = [...items].flatMap((item) => item.webkitGetAsEntry?.() ?? []);
  if (entries.length === 0) return Promise.resolve([...files].map((file) => brought(file)));
  const found: BroughtFile[] = [];
  return Promise.all(entries.map((entry) => collect(entry, found, 0))).then(() =>
    found.sort((a, b) => (a.name < b.name ? -1 : 1)),
  );
}

async function collect(entry: FileSystemEntry, found: BroughtFile[], depth: number): Promise<void> {
  if (found.length >= MOST_FILES || depth > DEEPEST) return;
  if (isFile(entry)) {
    const file = await new Promise<File | null>((resolve) => entry.file(resolve, () => resolve(null)));
    const name = entry.fullPath.replace(/^\//, '');
    found.push(
      file
        ? brought(file, name)
        : { name, bytes: 0, read: () => Promise.reject(new Error('It cannot be read.')) },
    );
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  // It answers in portions; an empty one is the last.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve) =>
      reader.readEntries(resolve, () => resolve([])),
    );
    if (some.length === 0) return;
    for (const each of some) await collect(each, found, depth + 1);
  }
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
