import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuild } from './build.mjs';
import { checks, runChecks } from './check.mjs';
import { ensureBigQueryEmulator } from './lib/bigquery-emulator.mjs';
import { ensureChromium } from './lib/chromium.mjs';
import { fail, inRoot, projectNode, say } from './lib/place.mjs';
import { run } from './lib/run.mjs';
import { ensureStrace } from './lib/strace.mjs';
import { ensureSetup } from './setup.mjs';
import { ensureShopifySchema } from './shopify-schema.mjs';

// `npm test -- test/cli` runs these tests alone, without the checks
const only = process.argv.slice(2);
const longestMs = 45 * 60_000;

await ensureSetup().catch(fail);
const tally = [];
const note = (name, state, reason) => tally.push({ name, state, reason });

if (only.length === 0) {
  for (const { name, passed } of await runChecks(checks)) note(name, passed ? 'passed' : 'failed');
}
await ensureBuild().then(
  () => note('build', 'passed'),
  (error) => {
    say(`✗ build\n${error.message}`);
    note('build', 'failed');
  },
);
const schema = await ensureShopifySchema().then(
  () => null,
  (error) => error.message,
);
const chromium = await ensureChromium();
await ensureStrace();
const emulator = await ensureBigQueryEmulator();
for (const test of await runTests()) note(test.name, test.state, test.note);
process.exit(report());

/** All tests in one run; what they need of this machine is told them by the environment. */
async function runTests() {
  const folder = mkdtempSync(join(tmpdir(), 'orderbell-tests-'));
  const file = join(folder, 'tally.json');
  const env = {
    ...process.env,
    ORDERBELL_TALLY: file,
    ...('path' in chromium && { ORDERBELL_TEST_CHROMIUM: chromium.path }),
  };
  const vitest = inRoot('node_modules', 'vitest', 'vitest.mjs');
  const reporters = ['--reporter=default', `--reporter=${inRoot('scripts', 'lib', 'tally-reporter.mjs')}`];
  // the 25 requirements measure, and have a command of their own
  const projects = only.length === 0 ? ['--project=unit', '--project=browser'] : [];
  const { code, timedOut } = await run(
    projectNode(),
    ['--disable-warning=ExperimentalWarning', vitest, 'run', ...projects, ...reporters, ...only],
    { env, timeoutMs: longestMs, show: true },
  );
  const tests = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];
  rmSync(folder, { recursive: true, force: true });
  // a run that broke off must not look like one that went well
  if (timedOut) tests.push({ name: `the tests end within ${longestMs / 60_000} minutes`, state: 'failed' });
  else if (code !== 0 && !tests.some(isFailed))
    tests.push({ name: 'the test run ends well', state: 'failed' });
  return tests;
}

/** Names first, the count as the very last line. @returns the exit code */
function report() {
  const skipped = tally.filter(({ state }) => state === 'skipped' || state === 'pending');
  const failed = tally.filter(isFailed);
  const passed = tally.filter(({ state }) => state === 'passed');
  if (skipped.length > 0) console.log('\nSkipped:');
  for (const { name, reason } of skipped) console.log(`- ${name} (${reason ?? whySkipped(name)})`);
  if (failed.length > 0) console.log('\nFailed:');
  for (const { name } of failed) console.log(`- ${name}`);
  console.log(`\n${passed.length} passed, ${failed.length} failed, ${skipped.length} skipped`);
  return failed.length > 0 || passed.length === 0 ? 1 : 0;
}

function isFailed({ state }) {
  return state === 'failed';
}

function whySkipped(name) {
  if (name.startsWith('test/browser/') && 'reason' in chromium) return chromium.reason;
  if (/emulator/i.test(name) && 'reason' in emulator) return emulator.reason;
  if (/schema/i.test(name) && schema !== null) return schema;
  return 'what its name says is not here';
}
