import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** The version in `package.json`, in the project's folder. */
export function readVersion(packageFile: URL): string {
  return z.object({ version: z.string() }).parse(JSON.parse(readFileSync(packageFile, 'utf8'))).version;
}
