import { readFileSync } from 'node:fs';
import { hasCode } from '../shared/problem.ts';

/** @returns null if the file does not exist */
export function readIfThere(file: string): Buffer | null {
  try {
    return readFileSync(file);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  }
}
