// The table of what the benches before it have measured: `node bench/table.ts NAME… [--million]`. Fails when a floor is missed,
// or when something was not measured.
import { goalTable } from './goals.ts';

const asked = process.argv.slice(2);
const { text, missed } = goalTable({
  benches: asked.filter((name) => !name.startsWith('--')),
  isMillion: asked.includes('--million'),
});
console.log(`\n${text}`);
process.exit(missed > 0 ? 1 : 0);
