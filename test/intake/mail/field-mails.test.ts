import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { builtInRecipes } from '../../../src/main/intake/mail/recipes/index.ts';
import { readMailFile } from '../../../src/main/intake/mail/report.ts';

const folder = join(import.meta.dirname, '../../../../shared/emails');
const isThere = existsSync(folder);
const files = isThere ? readdirSync(folder).filter((name) => /\.(eml|html)$/.test(name)) : [];

type Values = { readonly [name: string]: unknown };
const compared = [
  'sender',
  'orderNumber',
  'placedAt',
  'customerName',
  'phone',
  'address',
  'recipientName',
  'recipientPhone',
  'currency',
  'subtotal',
  'deliveryFee',
  'discount',
  'tax',
  'tip',
  'otherFees',
  'total',
  'notes',
];
const itemFields = ['title', 'quantity', 'unitPrice', 'lineTotal', 'options'];

/** The names of the values that differ; for one piece, unit price and line total stand for each other. */
function differences(name: string, got: Values, want: Values): readonly string[] {
  const wrong = compared.filter((field) => JSON.stringify(got[field]) !== JSON.stringify(want[field]));
  const items = (from: Values) => (from.items ?? []) as readonly Values[];
  const [gotItems, wantItems] = [items(got), items(want)];
  if (gotItems.length !== wantItems.length) wrong.push('items');
  for (const [index, item] of wantItems.entries()) {
    const read = gotItems[index] ?? {};
    const value = (field: string) =>
      read[field] ??
      (item.quantity === 1 && /unitPrice|lineTotal/.test(field)
        ? (read.unitPrice ?? read.lineTotal)
        : undefined);
    const fields = itemFields.filter((field) => field in item || field === 'options');
    wrong.push(
      ...fields
        .filter((field) => JSON.stringify(value(field)) !== JSON.stringify(item[field]))
        .map((field) => `items.${index}.${field}`),
    );
  }
  return wrong.map((field) => `${name}: ${field}`);
}

describe.skipIf(!isThere)(
  'real order mails of many services (skipped where the collection is not at hand)',
  () => {
    it('are read without a recipe, all values but these', async () => {
      const wrong: string[] = [];
      for (const file of files) {
        const want = JSON.parse(
          readFileSync(join(folder, file.replace(/\.\w+$/, '.expected.json')), 'utf8'),
        ) as Values;
        const got = await readMailFile(readFileSync(join(folder, file)), file, builtInRecipes);
        wrong.push(...differences(file, got, want));
      }
      expect(files.length).toBeGreaterThan(0);
      expect(wrong).toEqual(['boltfood-1.html: customerName']);
    });
  },
);
