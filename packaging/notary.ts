import type { System } from './app-files.ts';

const wanted = ['APPLE_ID', 'APPLE_APP_SPECIFIC_PASSWORD', 'APPLE_TEAM_ID'];

/**
 * Why Apple's notary cannot be asked; null when it can, or is not needed. electron-builder warns of it and goes on, and no Mac
 * opens what is published then.
 */
export function notaryFault(
  system: System,
  environment: { readonly [name: string]: string | undefined },
): string | null {
  const missing = system === 'darwin' ? wanted.filter((name) => !environment[name]) : [];
  if (missing.length === 0) return null;
  return `Apple’s notary cannot be asked: ${missing.join(', ')} not set; no Mac opens an app it has not seen`;
}
