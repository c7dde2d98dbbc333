import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { hasCode } from '../shared/problem.ts';
import { writeAtomically } from './write-atomically.ts';

/** Reads a small file of the app; null if it is missing or invalid. */
export function readNote<T>(file: string, schema: z.ZodType<T>): T | null {
  try {
    return schema.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data ?? null;
  } catch (error) {
    if (error instanceof SyntaxError || hasCode(error, 'ENOENT')) return null;
    throw error;
  }
}

export const writeNote = (file: string, note: unknown): void =>
  writeAtomically(file, `${JSON.stringify(note)}\n`);
