import { fail } from './lib/place.mjs';
import { run } from './lib/run.mjs';

// A linter for the subjects of new commits: `node scripts/check-commits.mjs BASE` reads those after BASE.

const mostCharacters = 60;
const [base] = process.argv.slice(2);
if (base === undefined) fail('name the commit to start after: node scripts/check-commits.mjs BASE');

const { code, output } = await run('git', ['log', '--no-merges', '--format=%h %s', `${base}..HEAD`]);
if (code !== 0) fail(`git cannot list the commits after ${base}: ${output.split('\n', 1)[0]}`);
const faults = output
  .split('\n')
  .filter((line) => line !== '')
  .flatMap((line) => {
    const at = line.indexOf(' ');
    return faultsOf(line.slice(at + 1)).map((fault) => `${line.slice(0, at)}: ${fault}`);
  });
if (
  faultsOf('orders: keep the note').length !== 0 ||
  faultsOf(`Keep the note. ${'x'.repeat(60)}`).length !== 2
)
  faults.push('the linter misses a subject, or refuses a good one');
if (faults.length > 0) {
  console.log(faults.join('\n'));
  process.exitCode = 1;
}

/** @returns {string[]} what is wrong with a subject */
function faultsOf(subject) {
  return [
    ...(/^[a-z][a-z0-9 /-]*: [a-z]\S* \S/.test(subject)
      ? []
      : [`write "area: imperative", not "${subject}"`]),
    ...(subject.length > mostCharacters ? [`${subject.length} characters, more than ${mostCharacters}`] : []),
  ];
}
