import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { readMailFile } from '../../src/main/intake/mail/report.ts';
import { sampleTemplates } from '../../src/sample-shop/mail-templates/index.ts';
import type { Comparison, MailValues } from './compare.ts';
import { compareMail, mailValuesSchema } from './compare.ts';

// Prints how well each mail of the given folders is read: `npm run mails [-- [--general] FOLDER…]`. Beside `NAME.eml` or
// `NAME.html` lies `NAME.expected.json`, what a person read off it. Without folders: the project's own mails, and the
// collection beside it when that is there.
const words = process.argv.slice(2);
/** Without any recipe, as if no service were known. */
const general = words.includes('--general');
const own = join(import.meta.dirname, '../fixtures/mails');
const collection = join(import.meta.dirname, '../../../shared/emails');
const given = words.filter((word) => word !== '--general');
const folders = (given.length > 0 ? given : [own, collection]).filter((folder) => {
  if (!existsSync(folder)) console.log(`(skipped: ${folder} is not there)`);
  return existsSync(folder);
});

type Line = {
  readonly name: string;
  readonly got: MailValues;
  readonly ms: number;
  readonly found: Comparison;
};

const lines: Line[] = [];
for (const folder of folders) {
  for (const file of readdirSync(folder).filter((name) => /\.(eml|html)$/.test(name))) {
    const expectedFile = join(folder, file.replace(/\.\w+$/, '.expected.json'));
    if (!existsSync(expectedFile)) continue;
    const raw = readFileSync(join(folder, file));
    const startedAt = performance.now();
    const report = await readMailFile(raw, file, general ? [] : sampleTemplates);
    const ms = performance.now() - startedAt;
    const got = mailValuesSchema.parse(report);
    const want = mailValuesSchema.parse(JSON.parse(readFileSync(expectedFile, 'utf8')));
    lines.push({ name: basename(file), got, ms, found: compareMail(got, want) });
  }
}

const width = Math.max(4, ...lines.map(({ name }) => name.length));
console.log(
  `${'mail'.padEnd(width)}  ${'kind'.padEnd(12)}  right  wrong  missing  items      ms  what differs`,
);
for (const { name, got, ms, found } of lines) {
  const { items } = found;
  const marks = [found.wrongTotal ? 'WRONG TOTAL' : '', found.wrongKind ? 'wrong kind' : ''].filter(
    (mark) => mark !== '',
  );
  const differs = [...marks, ...found.wrong, ...found.missing.map((field) => `no ${field}`)];
  const extra = found.extra.length > 0 ? ` (not expected: ${found.extra.join(', ')})` : '';
  console.log(
    `${name.padEnd(width)}  ${(got.kind ?? '').padEnd(12)}  ${String(found.right).padStart(5)}  ${String(found.wrong.length).padStart(5)}  ${String(found.missing.length).padStart(7)}  ${`${items.right}/${items.printed}`.padStart(5)}  ${ms.toFixed(1).padStart(6)}  ${differs.join(', ')}${extra}`,
  );
}

const sum = (value: (found: Comparison) => number): number =>
  lines.reduce((all, { found }) => all + value(found), 0);
const itemsRight = sum((found) => found.items.right);
const isField = (name: string): boolean => !name.startsWith('items.');
const fieldsPrinted = sum(
  (found) => found.right + found.wrong.filter(isField).length + found.missing.filter(isField).length,
);
const precision =
  itemsRight /
  Math.max(
    1,
    sum((found) => found.items.read),
  );
const recall =
  itemsRight /
  Math.max(
    1,
    sum((found) => found.items.printed),
  );
const median = lines.map(({ ms }) => ms).toSorted((one, other) => one - other)[Math.floor(lines.length / 2)];
const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
console.log(
  `\n${lines.length} mails: fields ${((100 * sum((found) => found.right)) / Math.max(1, fieldsPrinted)).toFixed(1)} % right, items F1 ${f1.toFixed(3)}, ` +
    `orders with a wrong total ${lines.filter(({ found }) => found.wrongTotal).length}, wrong kind ${lines.filter(({ found }) => found.wrongKind).length}, ` +
    `wrong order number ${lines.filter(({ found }) => found.wrong.includes('orderNumber') || found.extra.includes('orderNumber')).length}, median ${(median ?? 0).toFixed(1)} ms`,
);
