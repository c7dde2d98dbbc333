// `npm run dist [-- --publish]`: this system's installers; with --publish they go to a draft of a release on GitHub
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readPackage } from './app-files.ts';
import { notaryFault } from './notary.ts';
import { makeInstallers, thisSystem } from './pack.ts';
import { schemaFileIn } from './schema-file.ts';
import { tagFault } from './tag.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const isPublished = process.argv.includes('--publish');
const releases = process.env.ORDERBELL_RELEASES ?? process.env.GITHUB_REPOSITORY ?? null;
const { version } = readPackage(root);
try {
  const fault = isPublished
    ? (tagFault(process.env.GITHUB_REF_NAME, version) ?? notaryFault(thisSystem(), process.env))
    : null;
  if (fault !== null) throw new Error(fault);
  if (isPublished && releases === null)
    throw new Error('ORDERBELL_RELEASES: not set; give owner/name of the repository');
  const parts = { root, output: join(root, 'dist'), schemaFile: schemaFileIn(root), releases };
  const made = await makeInstallers(parts, isPublished ? 'always' : 'never');
  for (const file of made) console.log(file);
} catch (error) {
  console.error(`orderbell: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
