import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readMailFile } from '../../../../src/main/intake/mail/report.ts';
import { compareMail, mailValuesSchema } from '../../../mail-report/compare.ts';

const folder = join(import.meta.dirname, '../../../../../shared/emails');
const isThere = existsSync(folder);
const files = isThere ? readdirSync(folder).filter((name) => /\.(eml|html)$/.test(name)) : [];

describe.skipIf(!isThere)(
  'real order mails of many services (skipped where the collection is not at hand)',
  () => {
    it('are read without a recipe, all values but these', async () => {
      const differing: string[] = [];
      for (const file of files) {
        const expected = readFileSync(join(folder, file.replace(/\.\w+$/, '.expected.json')), 'utf8');
        const want = mailValuesSchema.parse(JSON.parse(expected));
        const got = mailValuesSchema.parse(await readMailFile(readFileSync(join(folder, file)), file, []));
        const { wrong, missing, extra, wrongTotal } = compareMail(got, want);
        expect(wrongTotal, `${file} is called an order with another total than is printed`).toBe(false);
        differing.push(...[...wrong, ...missing, ...extra].map((field) => `${file}: ${field}`));
      }
      expect(files.length).toBeGreaterThan(0);
      expect(differing).toEqual([]);
    });
  },
);
