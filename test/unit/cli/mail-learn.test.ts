import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { bufferedOutput } from '../../../src/main/cli/output.ts';
import { runCli } from '../../../src/main/cli/run.ts';
import { bloomdashMail } from '../../../src/sample-shop/mails/bloomdash.ts';
import { sampleOrder } from '../intake/gmail/order-mails.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'orderbell-learn-'));
  writeFileSync(join(dir, 'first.eml'), bloomdashMail(sampleOrder('BD-1')));
  writeFileSync(
    join(dir, 'second.eml'),
    bloomdashMail(sampleOrder('BD-2', { customerName: 'Taras Melnyk' })),
  );
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

async function cli(...args: readonly string[]) {
  const printed: string[] = [];
  const errors: string[] = [];
  const output = bufferedOutput(
    (text) => printed.push(text),
    (text) => errors.push(text),
  );
  const code = await runCli(args, { platform: 'linux', home: dir, environment: {} }, output);
  output.flush();
  return { code, printed: printed.join(''), errors: errors.join('') };
}

it('prints a template learnt from one mail that parses the next one', async () => {
  const values = join(dir, 'values.json');
  writeFileSync(values, (await cli('mail', 'read', join(dir, 'first.eml'))).printed);
  const learnt = await cli('mail', 'learn', join(dir, 'first.eml'), '--values', values);
  expect(learnt).toMatchObject({ code: 0, errors: '' });

  const template = join(dir, 'recipe.json');
  writeFileSync(template, learnt.printed);
  const read = await cli('mail', 'read', join(dir, 'second.eml'), '--recipe', template);
  expect(JSON.parse(read.printed)).toMatchObject({
    recipe: 'bloomdash@1',
    orderNumber: 'BD-2',
    customerName: 'Taras Melnyk',
  });
});

it('says in one line which value it cannot find again', async () => {
  const values = join(dir, 'values.json');
  writeFileSync(
    values,
    JSON.stringify({ orderNumber: 'X-9', currency: 'UAH', total: 1970, items: [{ title: 'Peony bouquet' }] }),
  );
  const learnt = await cli('mail', 'learn', join(dir, 'first.eml'), '--values', values);
  expect(learnt).toMatchObject({
    code: 2,
    printed: '',
    errors: expect.stringContaining('orderNumber: cannot be found'),
  });
});
