import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createLog } from '../../../src/main/log/logger.ts';
import { createRedactor } from '../../../src/main/log/redact.ts';
import { Problem } from '../../../src/shared/problem.ts';
import { growthOf, mostGrowth } from '../../support/measured/growth.ts';

function logged(write: (log: ReturnType<typeof createLog>) => void, secrets: readonly string[] = []): string {
  const lines: string[] = [];
  const redactor = createRedactor();
  for (const secret of secrets) redactor.hide(secret);
  write(createLog({ redactor, to: { write: (line) => lines.push(line) } }));
  return lines.join('');
}

it.each([
  ['a Shopify token', 'shpat_0123456789abcdef0123456789abcdef'],
  ['a Google refresh token', '1//0gFakeFakeFakeFakeFakeFake'],
  ['a Google access token', 'ya29.a0AfFakeFakeFake'],
  ['a Google client secret', 'GOCSPX-fakefakefakefake'],
  ['a bearer header', 'Bearer 987654:0123456789abcdef'],
  ['an e-mail address', 'olena.koval@example.com'],
  ['a phone with a prefix', '+38 (067) 123-45-67'],
  ['a phone as it is written at home', '067 123 45 67'],
])('keeps %s out of the message, the fields, errors and their causes', (_, secret) => {
  const output = logged((log) => {
    log.info(`said ${secret} here`);
    log.info('in fields', { deep: { list: [`see ${secret}`] } });
    log.error('in errors', { error: new Problem('refused', `bad ${secret}`, { cause: new Error(secret) }) });
    log.scoped('shop').warn('in a scope', { note: secret });
  });

  expect(output.split('\n').filter(Boolean)).toHaveLength(4);
  expect(output).not.toContain(secret);
});

it('hides any value under a secret or personal field name', () => {
  const output = logged((log) =>
    log.info('settings', {
      clientSecret: 'plainwords',
      'X-Orderbell-Key': 'x',
      apiKey: 'k1',
      phone: '12345',
    }),
  );
  expect(output).not.toMatch(/plainwords|k1|12345/);
});

it('hides a known secret wherever it turns up', () => {
  const output = logged(
    (log) => log.warn('odd-looking-secret in words', { url: 'http://x/odd-looking-secret' }),
    ['odd-looking-secret'],
  );
  expect(output).not.toContain('odd-looking-secret');
});

it('hides a known secret also when a long text is cut', () => {
  const output = logged(
    (log) => log.info('long', { text: `${'x '.repeat(1995)}odd-looking-secret` }),
    ['odd-looking-secret'],
  );
  expect(output).not.toContain('odd-loo');
});

it('leaves no e-mail address in a text, whatever surrounds it', () => {
  const redactor = createRedactor();
  const unit = fc.constantFrom('a', 'ж', '7', '.', '+', '-', '_', '@', '@', ' ');
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 40 }), (text) => {
      expect(redactor.text(text)).not.toMatch(/[\w.+-]@[\w-]+\.[\w-]/);
    }),
    { numRuns: 2_000, examples: [['a@b.c+d@e.f'], ['a@b.c.@d.e'], ['-a@b.c@d.e']] },
  );
});

it.each([
  ['letters', 'a'],
  ['dots', '.'],
  ['digits', '7'],
  ['prefixes of phones', '+3'],
  ['phones', '+38 (067) 123-45-6'],
  ['halves of addresses', 'a@'],
  ['addresses', 'a@b.c+'],
  ['bearers', 'Bearer '],
  ['beginnings of keys', '-----BEGIN A '],
  ['spaces', ' '],
])('redacts a text of %s in linear time', (_, text) => {
  expect(growthOf(text, 4_000, createRedactor().text)).toBeLessThan(mostGrowth);
});

it('leaves ids, times and plain words as they are', () => {
  const output = logged((log) =>
    log.info('order recorded', { orderId: 'shopify:4507894690001', count: 3, at: 1_741_082_400_000 }),
  );
  expect(JSON.parse(output)).toMatchObject({
    level: 'info',
    msg: 'order recorded',
    orderId: 'shopify:4507894690001',
    count: 3,
    at: 1_741_082_400_000,
  });
});

it('writes a line for fields that refer to themselves', () => {
  const loop: Record<string, unknown> = {};
  loop.self = loop;
  expect(logged((log) => log.info('loop', { loop }))).toContain('[deep]');
});
