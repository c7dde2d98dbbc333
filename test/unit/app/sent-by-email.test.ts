import { expect, it, vi } from 'vitest';
import { z } from 'zod';
import { composeDesk } from '../../../src/main/app.ts';
import { hasShopifySchema, testHost } from '../../support/host.ts';

const rowsSchema = z.object({ rows: z.array(z.object({ id: z.string(), source: z.string() })) });

it.skipIf(!hasShopifySchema)(
  'e-mails a sample manager whom Messenger does not reach, and shows that',
  async () => {
    const { host, remove } = testHost();
    const app = await composeDesk(host);
    try {
      expect(await app.dispatch('sample.order', { path: 'shopify' })).toMatchObject({ ok: true });
      await vi.waitFor(
        async () => {
          const all = { view: 'all', text: '', offset: 0, limit: 100 } as const;
          const listed = await app.dispatch('orders.list', all);
          if (!listed.ok) throw new Error(listed.error.message);
          const { rows } = rowsSchema.parse(listed.value);
          const id = rows.find(({ source }) => source === 'shopify')?.id;
          const detail = await app.dispatch('orders.get', { id });
          expect(detail).toMatchObject({
            value: {
              order: {
                notifications: expect.arrayContaining([
                  expect.objectContaining({ manager: 'Anna', channel: 'messenger', state: 'sent' }),
                  expect.objectContaining({ manager: 'Taras', channel: 'messenger', state: 'refused' }),
                  expect.objectContaining({ manager: 'Taras', channel: 'email', state: 'sent' }),
                ]),
              },
            },
          });
        },
        { timeout: 40_000, interval: 300 },
      );
      const mailbox = await (await fetch(app.sampleShop?.gmail ?? '')).text();
      expect(mailbox).toContain('to taras@petalandbean.example');
      expect(mailbox).not.toContain('to anna@petalandbean.example');
    } finally {
      await app.stop();
      remove();
    }
  },
  60_000,
);
