import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { z } from 'zod';

const cli = fileURLToPath(new URL('../../../out/main/cli.js', import.meta.url));

/** The output of the built `orders` command while the app runs, each line parsed by `schema`. */
export function cliOrders<T>(
  dataDir: string,
  schema: z.ZodType<T>,
  ...flags: readonly string[]
): readonly T[] {
  const args = ['--disable-warning=ExperimentalWarning', cli, 'orders', '--data-dir', dataDir, ...flags];
  const text = execFileSync(process.execPath, args, { encoding: 'utf8' });
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.map((line) => schema.parse(JSON.parse(line)));
}
