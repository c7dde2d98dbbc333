import { existsSync } from 'node:fs';
import { canInstall, installPackage } from './debian-package.mjs';

/** What a power cut leaves is told from the calls a process makes: the test of it is skipped by name without strace. */
export async function ensureStrace() {
  if (!existsSync('/usr/bin/strace') && canInstall()) await installPackage('strace');
}
