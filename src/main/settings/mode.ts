import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Mode } from '../../shared/mode.ts';
import { hasCode } from '../../shared/problem.ts';
import type { Log } from '../ports.ts';
import { writeAtomically } from '../write-atomically.ts';
import type { SettingsFile } from './settings-file.ts';

export type ModeFacts = {
  /** Asked for by `--sample-shop`. */
  readonly wanted: boolean;
  /** Whether an account is set, be its secrets readable now or not: a locked keychain must not open the sample shop. */
  readonly connected: boolean;
  /** Whether somebody removed the sample shop, or left it by connecting an account. */
  readonly sampleRemoved: boolean;
};

/** The sample shop shows itself until an account is connected or somebody removes it; asking for it always works. */
export function chooseMode({ wanted, connected, sampleRemoved }: ModeFacts): Mode {
  if (wanted) return 'sample';
  return connected || sampleRemoved ? 'shop' : 'sample';
}

/**
 * Keeps to the shop's own ledger from now on, also without an account: whoever takes one out may mean to connect another. What
 * was set in the sample shop alone goes with it: another one is fresh. Where the disk does not take that, the log has it.
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

/** Tells a command line on this data directory which ledger the app uses. Where the disk does not take that, the log has it. */
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

/** Removes the sample shop's ledger whole. Windows may still have a file of it open that was closed a moment ago. */
export function removeSample(dataDir: string): void {
  rmSync(join(dataDir, 'sample'), { recursive: true, force: true, maxRetries: 10 });
}
