import { statfs } from 'node:fs/promises';

/** @returns how many bytes can still be written where a folder lies */
export async function freeIn(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}
