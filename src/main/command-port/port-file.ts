import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readNote, writeNote } from '../note-file.ts';

const portFileSchema = z.object({
  port: z.int().min(1).max(65_535),
  token: z.string().min(32).max(200),
  /** Named in every answer: a program that got the port of an app that died does not know it. */
  run: z.string().min(16).max(100),
});

/** Where a running app is asked, and what lets in. */
export type PortFile = z.infer<typeof portFileSchema>;

/** The header that every answer names the run by. */
export const runHeader = 'x-orderbell-run';

const fileIn = (dataDir: string): string => join(dataDir, 'command-port.json');

/** For the owner's eyes alone: whoever reads it may ask the app. */
export const writePortFile = (dataDir: string, file: PortFile): void => writeNote(fileIn(dataDir), file);

/** @returns null where no app runs, or none that left a file that can be read */
export const readPortFile = (dataDir: string): PortFile | null => readNote(fileIn(dataDir), portFileSchema);

export const removePortFile = (dataDir: string): void => rmSync(fileIn(dataDir), { force: true });
