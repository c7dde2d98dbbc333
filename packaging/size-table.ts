import type { Opened } from './inspect.ts';

/** What an installed app takes beside Electron itself, folder by folder. */
export function sizeTable({ files }: Pick<Opened, 'files'>): string {
  const folders = new Map<string, { files: number; bytes: number }>();
  const add = (name: string, bytes: number): void => {
    const sum = folders.get(name) ?? { files: 0, bytes: 0 };
    folders.set(name, { files: sum.files + 1, bytes: sum.bytes + bytes });
  };
  for (const { path, bytes } of files) {
    add(folderOf(path), bytes);
    add(
      path.endsWith('.node') || /ngrok-[a-z0-9-]+\//.test(path) ? 'beside the archive' : 'in app.asar',
      bytes,
    );
    add('together', bytes);
  }
  const last = ['in app.asar', 'beside the archive', 'together'];
  const rows = [
    ...[...folders].filter(([name]) => !last.includes(name)).sort(([, a], [, b]) => b.bytes - a.bytes),
    ...[...folders]
      .filter(([name]) => last.includes(name))
      .sort(([a], [b]) => last.indexOf(a) - last.indexOf(b)),
  ];
  return rows
    .map(
      ([name, sum]) =>
        `${name.padEnd(32)}${String(sum.files).padStart(6)}${`${(sum.bytes / 1e6).toFixed(2)} MB`.padStart(12)}`,
    )
    .join('\n');
}

function folderOf(path: string): string {
  const parts = path.split('/');
  if (parts.length === 1) return path;
  const depth = parts[0] === 'node_modules' ? 3 : parts[0] === 'out' ? 2 : 1;
  return parts.slice(0, Math.min(depth, parts.length - 1)).join('/');
}
