// The table of what the benches before it have measured: `node bench/table.ts NAME…`. Fails when a floor is missed.
import { goalTable } from './goals.ts';

const { text, missed } = goalTable(process.argv.slice(2));
console.log(`\n${text}`);
process.exit(missed > 0 ? 1 : 0);
