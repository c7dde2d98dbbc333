import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Mode } from '../../shared/mode.ts';
import { hasCode } from '../../shared/problem.ts';
import type { Log } from '../ports.ts';
import { writeAtomically } from '../write-atomically.ts';
import type { SettingsFile } from './settings-file.ts';

export type ModeFacts = {
  /** Requested by `--sample-shop`. */
  readonly wanted: boolean;
  /** Whether an account is set, its secrets readable or not: a locked keychain must not open the sample shop. */
  readonly connected: boolean;
  /** Whether a person removed the sample shop, or left it by connecting an account. */
  readonly sampleRemoved: boolean;
};

/** Opens the sample shop until an account is connected or a person removes it; an explicit request always works. */
export function chooseMode({ wanted, connected, sampleRemoved }: ModeFacts): Mode {
  if (wanted) return 'sample';
  return connected || sampleRemoved ? 'shop' : 'sample';
}

/**
 * Uses the shop's own ledger from now on, even without an account: a person who removes one may connect another. Settings of the
 * sample shop are removed, so that the next one is fresh. A disk error is logged.
 */
export function leaveSample(settings: SettingsFile, log: Log): void {
  const { sampleRemoved, sample } = settings.read();
  if (sampleRemoved && sample === undefined) return;
  try {
    settings.change({ sampleRemoved: true, sample: undefined });
  } catch (error) {
    log.warn('that the sample shop was left could not be noted', { error });
  }
}

/** Records which ledger the app uses, for a command line on this data directory. A disk error is logged. */
export function writeMode(dataDir: string, mode: Mode, log: Log): void {
  try {
    if (readMode(dataDir) !== mode) writeAtomically(join(dataDir, 'mode'), `${mode}\n`);
  } catch (error) {
    log.warn('a command line is not told which ledger is in use', { error });
  }
}

/** @returns null when no app has run on this data directory yet */
export function readMode(dataDir: string): Mode | null {
  try {
    return readFileSync(join(dataDir, 'mode'), 'utf8').trim() === 'sample' ? 'sample' : 'shop';
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  }
}

/** Deletes the sample shop's ledger. Windows may still hold a file that was closed a moment ago. */
export function removeSample(dataDir: string): void {
  rmSync(join(dataDir, 'sample'), { recursive: true, force: true, maxRetries: 10 });
}
