import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuild } from './build.mjs';
import { checks, runChecks } from './check.mjs';
import { ensureChromium } from './lib/chromium.mjs';
import { ensureBigQueryEmulator, ensurePubsubServer } from './lib/go-tools.mjs';
import { fail, inRoot, projectNode, say } from './lib/place.mjs';
import { run } from './lib/run.mjs';
import { ensureStrace } from './lib/strace.mjs';
import { ensureSetup } from './setup.mjs';
import { ensureShopifySchema } from './shopify-schema.mjs';

// `npm test` runs the suite `default`; `node scripts/test.mjs SUITE [FILE…]` another one. With files, only these run, in full.

/** What each suite runs: vitest projects, how much of each guarantee, and the reporter that prints its table. */
const promised = {
  projects: ['unit', 'guarantees', 'timing'],
  form: 'full',
  table: 'test/guarantees/reporter.ts',
  needsEmulator: true,
  needsPubsub: true,
};
const suites = {
  default: { projects: ['unit', 'page', 'guarantees', 'smoke'], form: 'short', checks: true },
  browser: { projects: ['browser'], form: 'full', needsPubsub: true },
  guarantees: { ...promised, folders: ['test/guarantees/'] },
  proof: { ...promised, folders: [] },
  ux: { projects: ['ux'], form: 'full', table: 'test/ux/support/reporter.ts' },
};
const longestMs = { short: 30 * 60_000, full: 60 * 60_000, long: 8 * 3_600_000 };

const args = process.argv.slice(2);
const isSuite = args[0] === 'all' || Object.hasOwn(suites, args[0] ?? '');
const [suite, ...rest] = isSuite ? args : ['default', ...args];
const files = rest.filter((argument) => argument !== '--long');
const isLong = rest.includes('--long');

await ensureSetup().catch(fail);
const tally = [];
const note = (name, state, reason) => tally.push({ name, state, reason });
let missing = {};

const wanted = suite === 'all' ? ['default', 'browser', 'guarantees', 'ux'] : [suite];
await prepare(wanted);
for (const name of wanted) await runSuite(name);
process.exit(report());

/** Checks the sources, builds the app, and installs what the tests need and this machine can have. */
async function prepare(names) {
  if (files.length === 0 && names.some((name) => suites[name].checks))
    for (const { name, passed } of await runChecks(checks)) note(name, passed ? 'passed' : 'failed');
  await ensureBuild().then(
    () => note('build', 'passed'),
    (error) => {
      say(`✗ build\n${error.message}`);
      note('build', 'failed');
    },
  );
  const schema = await ensureShopifySchema().then(
    () => undefined,
    (error) => error.message,
  );
  const chromium = await ensureChromium();
  await ensureStrace();
  const emulator = names.some((name) => suites[name].needsEmulator)
    ? await ensureBigQueryEmulator()
    : { reason: 'npm run test:guarantees builds it' };
  const pubsub = names.some((name) => suites[name].needsPubsub)
    ? await ensurePubsubServer()
    : { reason: 'npm run test:guarantees builds it' };
  missing = { schema, chromium: chromium.reason, emulator: emulator.reason, pubsub: pubsub.reason };
  if ('path' in chromium) process.env.ORDERBELL_TEST_CHROMIUM = chromium.path;
  if ('path' in pubsub) process.env.ORDERBELL_TEST_PUBSUB_SERVER = pubsub.path;
  if ('path' in emulator) process.env.ORDERBELL_TEST_BIGQUERY_EMULATOR = emulator.path;
}

async function runSuite(name) {
  const { projects, table, form } = suites[name];
  const usedForm = isLong ? 'long' : files.length > 0 ? 'full' : form;
  const folder = mkdtempSync(join(tmpdir(), 'orderbell-tests-'));
  const tallyFile = join(folder, 'tally.json');
  const env = { ...process.env, ORDERBELL_TALLY: tallyFile, ORDERBELL_TEST_FORM: usedForm };
  if (table) env.ORDERBELL_FIGURES = join(folder, 'figures');
  if (files.length > 0) env.ORDERBELL_TEST_PARTIAL = '1';
  const reporters = [
    'default',
    inRoot('scripts', 'lib', 'tally-reporter.mjs'),
    ...(table ? [inRoot(table)] : []),
  ];
  const vitest = inRoot('node_modules', 'vitest', 'vitest.mjs');
  const { code, timedOut } = await run(
    projectNode(),
    [
      '--disable-warning=ExperimentalWarning',
      vitest,
      'run',
      ...(isSuite || files.length === 0 ? projects.map((project) => `--project=${project}`) : []),
      ...reporters.map((reporter) => `--reporter=${reporter}`),
      ...(files.length > 0 ? files : await foldersOf(suites[name])),
    ],
    { env, timeoutMs: longestMs[usedForm], show: true },
  );
  const tests = existsSync(tallyFile) ? JSON.parse(readFileSync(tallyFile, 'utf8')) : [];
  rmSync(folder, { recursive: true, force: true });
  // a run that broke off must not look like one that passed
  if (timedOut) note(`the tests end within ${longestMs[usedForm] / 60_000} minutes`, 'failed');
  else if (code !== 0 && !tests.some(isFailed))
    note(table ? `every line of the table of ${name} holds` : 'the test run ends well', 'failed');
  for (const test of tests) note(test.name, test.state, test.note);
}

/** Which files of its projects a suite runs; all of them where it names none. */
async function foldersOf({ folders }) {
  if (folders === undefined) return [];
  const { code, output } = await run(projectNode(), [inRoot('test', 'guarantees', 'files.ts')]);
  if (code !== 0) throw new Error(`the list of promises cannot be read\n${output}`);
  return [...output.trim().split('\n'), ...folders];
}

/** Prints the names of skipped and failed tests, and the count as the very last line. @returns the exit code */
function report() {
  const skipped = tally.filter(({ state }) => state === 'skipped' || state === 'pending');
  const failed = tally.filter(isFailed);
  const passed = tally.filter(({ state }) => state === 'passed');
  if (skipped.length > 0) console.log('\nSkipped:');
  for (const { name, reason } of skipped) console.log(`- ${name} (${reason ?? reasonOf(name)})`);
  if (failed.length > 0) console.log('\nFailed:');
  for (const { name } of failed) console.log(`- ${name}`);
  console.log(`\n${passed.length} passed, ${failed.length} failed, ${skipped.length} skipped`);
  return failed.length > 0 || passed.length === 0 ? 1 : 0;
}

function isFailed({ state }) {
  return state === 'failed';
}

function reasonOf(name) {
  if (/needs Chromium/.test(name) && missing.chromium) return missing.chromium;
  if (/pub.?sub/i.test(name) && missing.pubsub) return missing.pubsub;
  if (/emulator/i.test(name) && missing.emulator) return missing.emulator;
  if (/schema/i.test(name) && missing.schema) return missing.schema;
  return 'its name says what this machine lacks';
}
