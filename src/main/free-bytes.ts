import { statfs } from 'node:fs/promises';

/** @returns the free bytes on the volume of a folder */
export async function freeIn(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}
