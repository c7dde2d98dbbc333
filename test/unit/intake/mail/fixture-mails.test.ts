import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readMailFile } from '../../../../src/main/intake/mail/report.ts';
import { compareMail, mailValuesSchema } from '../../../mail-report/compare.ts';

const folder = join(import.meta.dirname, '../../../fixtures/mails');
const files = readdirSync(folder).filter((name) => name.endsWith('.eml'));

describe('a mail of a service nobody has taught is read whole', () => {
  it.each(files)('%s', async (file) => {
    const expected = readFileSync(join(folder, file.replace('.eml', '.expected.json')), 'utf8');
    const want = mailValuesSchema.parse(JSON.parse(expected));
    const got = mailValuesSchema.parse(await readMailFile(readFileSync(join(folder, file)), file, []));
    const { wrong, missing, extra, items, wrongKind } = compareMail(got, want);
    expect({ wrong, missing, extra, wrongKind }).toEqual({
      wrong: [],
      missing: [],
      extra: [],
      wrongKind: false,
    });
    expect(items.read).toBe(items.printed);
  });
});
