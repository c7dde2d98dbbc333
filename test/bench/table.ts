// Prints the table of what the benches have measured: `node test/bench/table.ts NAME… [--million]`. Fails when a limit is
// missed, or when a figure is missing.
import { figuresOfRun } from '../support/measured/figures.ts';
import { goalTable } from './goals.ts';

const asked = process.argv.slice(2);
const { text, missed } = goalTable({
  benches: asked.filter((name) => !name.startsWith('--')),
  isMillion: asked.includes('--million'),
  figures: figuresOfRun(),
});
console.log(`\n${text}`);
process.exit(missed > 0 ? 1 : 0);
