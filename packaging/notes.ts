// Prints what goes into the draft of a release; fails when the tag is not the version, or nothing is said of it
import { readFileSync } from 'node:fs';
import { releases } from '../src/shared/release-notes.ts';
import { tagFault } from './tag.ts';

// nothing is installed yet where this runs
const { version }: { version: string } = JSON.parse(
  readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
);
const [newest] = releases;
const fault =
  tagFault(process.env.GITHUB_REF_NAME, version) ??
  (newest?.version === version ? null : `src/shared/release-notes.ts says nothing of ${version}`);
if (fault === null) {
  for (const sentence of newest?.news.en ?? []) console.log(`- ${sentence}`);
} else {
  console.error(`orderbell: ${fault}`);
  process.exitCode = 1;
}
