import { expect, it } from 'vitest';
import { createDraftHandlers } from '../../../src/main/ipc/draft-handlers.ts';
import { createSelling } from '../../../src/main/selling/drafts.ts';
import { draftOrderFormSchema } from '../../../src/shared/forms.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { quietLog } from '../../support/log.ts';
import { productOf } from '../../support/products.ts';
import { form, id, inTime } from '../selling/draft-shop.ts';
import { atOnce, createFakeShop } from '../selling/faults/fake-shop.ts';

const shop = 'petals.myshopify.com';
const hourMs = 3_600_000;

/** A link that sells the last piece, which Shopify then reports as sold out. */
async function lastPiece(more: object) {
  const clock = fakeClock();
  const ledger = memoryLedger({ clock });
  const selling = createSelling({
    client: createFakeShop(clock).client(atOnce),
    ledger,
    clock,
    log: quietLog(),
  });
  const items = [{ title: 'Peony', quantity: 1, unitPrice: '640', variantId: 'v1' }];
  await selling.createDraft(draftOrderFormSchema.parse({ ...form, items, ...more }), 'Daria');
  await inTime(clock, 1_000, () => expect(ledger.drafts.get(id)?.state).toBe('ready'));
  const gone = { variantId: 'v1', title: 'Peony', stock: 0, available: false };
  ledger.catalogue.upsert(shop, [productOf({ productId: 'p1' }, [gone])]);
  const handlersOf = (at: typeof ledger) =>
    createDraftHandlers({
      ledger: at,
      clock,
      selling,
      messenger: () => null,
      manager: () => 'Daria',
      country: () => 'UA',
      shop,
    });
  const lacking = async (at = ledger) => (await handlersOf(at)['drafts.get']({ id })).draft.lacking;
  return { clock, ledger, lacking };
}

it('a link lacks no stock while it reserves it, on any computer', async () => {
  const { clock, ledger, lacking } = await lastPiece({ reserveHours: 24 });
  expect(await lacking()).toEqual([]);
  const other = memoryLedger({ clock, deskId: 'desk-2' });
  other.entries.importRemote(ledger.entries.ofNumbers(ledger.deskId, 1, 100));
  other.catalogue.upsert(shop, [
    productOf({ productId: 'p1' }, [{ variantId: 'v1', stock: 0, available: false }]),
  ]);
  expect(await lacking(other)).toEqual([]);
  await clock.advance(24 * hourMs);
  expect(await lacking()).toEqual(['Peony']);
});

it('a link that keeps nothing lacks what is sold out', async () => {
  const { lacking } = await lastPiece({});
  expect(await lacking()).toEqual(['Peony']);
});
