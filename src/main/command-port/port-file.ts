import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readNote, writeNote } from '../note-file.ts';

const portFileSchema = z.object({
  port: z.int().min(1).max(65_535),
  token: z.string().min(32).max(200),
  /** Sent in every response: a program that got the port of a crashed app does not know it. */
  run: z.string().min(16).max(100),
});

/** The port of a running app, and its token. */
export type PortFile = z.infer<typeof portFileSchema>;

/** The header that every response names the run by. */
export const runHeader = 'x-orderbell-run';

const fileIn = (dataDir: string): string => join(dataDir, 'command-port.json');

/** Readable for the owner only: the token gives access to the app. */
export const writePortFile = (dataDir: string, file: PortFile): void => writeNote(fileIn(dataDir), file);

/** @returns null if no app runs, or none that left a readable file */
export const readPortFile = (dataDir: string): PortFile | null => readNote(fileIn(dataDir), portFileSchema);

export const removePortFile = (dataDir: string): void => rmSync(fileIn(dataDir), { force: true });
