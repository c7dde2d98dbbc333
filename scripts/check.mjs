import { fail, inRoot, isStarted, projectNode, say } from './lib/place.mjs';
import { run } from './lib/run.mjs';
import { ensureSetup } from './setup.mjs';

const bin = (...parts) => inRoot('node_modules', ...parts);
/** What is checked without running anything: types, lint, format. */
export const checks = [
  {
    name: 'types',
    // each folder is a project that sees the others by their declarations: checked once, and after a change only where it matters
    command: () => [projectNode(), bin('typescript', 'bin', 'tsc'), '--build'],
  },
  {
    name: 'format and lint (biome)',
    command: () => [projectNode(), bin('@biomejs', 'biome', 'bin', 'biome'), 'check'],
  },
  {
    name: 'lint with types (oxlint)',
    command: () => [
      projectNode(),
      bin('oxlint', 'bin', 'oxlint'),
      '--type-aware',
      'src',
      'test',
      'scripts',
      'packaging',
    ],
  },
  {
    name: 'words of the screens',
    command: () => [projectNode(), inRoot('scripts', 'check-texts.mjs')],
  },
  {
    name: 'length of the documents’ sentences',
    command: () => [projectNode(), inRoot('scripts', 'check-docs.mjs')],
  },
  {
    name: 'words of the comments and file names',
    command: () => [projectNode(), inRoot('scripts', 'check-words.mjs')],
  },
];

/** @returns {Promise<{ name: string, passed: boolean }[]>} */
export async function runChecks(all) {
  const results = [];
  for (const { name, command } of all) {
    const [program, ...args] = command();
    const { code, output } = await run(program, args);
    results.push({ name, passed: code === 0 });
    say(code === 0 ? `✓ ${name}` : `✗ ${name}\n${output.trimEnd()}`);
  }
  return results;
}

if (isStarted(import.meta)) {
  await ensureSetup().catch(fail);
  const results = await runChecks(checks);
  process.exit(results.every(({ passed }) => passed) ? 0 : 1);
}
