// The long run of the kill test: `node test/guarantees/kill/run.ts --kills 300 [--parallel 8] [--seed N]`. Prints a JSON summary.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { killIntake } from './kill-intake.ts';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '300' },
    parallel: { type: 'string', default: '8' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 32)) },
  },
});
const dir = mkdtempSync(join(tmpdir(), 'orderbell-kill-'));
const summary = await killIntake({
  dir,
  kills: Number(values.kills),
  parallel: Number(values.parallel),
  seed: Number(values.seed),
});
const { lost, duplicates, withoutNotice, parked, faults } = summary;
const isSound = lost + duplicates + withoutNotice + parked + faults.length === 0;
process.stdout.write(`${JSON.stringify(isSound ? summary : { ...summary, dir })}\n`);
// keeps the files of a failed run
if (isSound) rmSync(dir, { recursive: true, force: true });
else process.exitCode = 1;
