import { expect, it } from 'vitest';
import { createManualIntake } from '../../../src/main/intake/manual/manual-intake.ts';
import { createRecorder } from '../../../src/main/intake/recorder.ts';
import { noteBackupRestored } from '../../../src/main/ledger/backup-restored.ts';
import { createRelay } from '../../../src/main/outbox/relay.ts';
import { createCopies } from '../../../src/main/selling/copies.ts';
import { createPendingDrafts } from '../../../src/main/selling/pending-drafts.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { stepUntil } from '../../support/step-until.ts';
import { openShopify } from '../sample-shop/open.ts';
import { schemaMissing, schemaNote } from '../sample-shop/schema-file.ts';
import { startFakeShopify } from '../shopify/fake-shopify.ts';
import { draftOrder, form, found, id, inTime, shopOf } from './draft-shop.ts';

/* A ledger restored from a backup in which a message is pending that was sent since. */

it('adopts the draft order made since the backup', async () => {
  const shopify = await startFakeShopify();
  shopify.on('DraftByTag', found(draftOrder(true)));
  const { selling, clock, ledger } = shopOf(shopify);
  createPendingDrafts(ledger).begin(id, form, { by: 'Daria' });
  noteBackupRestored(ledger.settings, clock.now());
  await selling.resume();
  await inTime(clock, 1_000, () =>
    expect(ledger.drafts.get(id)).toMatchObject({ state: 'ready', name: '#D5' }),
  );
  expect(shopify.callsOf('DraftCreate')).toEqual([]);
  await selling.stop();
});

it.skipIf(schemaMissing)(
  `makes no order in Shopify that was made there since the backup${schemaNote}`,
  async () => {
    const { clock, log, shopify, client } = await openShopify();
    const made = async (isPutBack: boolean) => {
      const ledger = memoryLedger({ clock });
      const recorder = createRecorder({ ledger, clock, enqueueNotices: () => {} });
      const copies = createCopies({ client, ledger, clock, log, formOf: (order) => manual.form(order).form });
      const manual = createManualIntake({ recorder, ledger, clock, askCopy: copies.ask });
      const order = manual.create({ ...form, paymentStatus: 'pending', inShopify: true }, 'Anna');
      if (isPutBack) noteBackupRestored(ledger.settings, clock.now());
      const relay = createRelay({ ledger, clock, log, performers: [copies.performer] });
      relay.start();
      await stepUntil(clock, 1_000, () => expect(ledger.orders.get(order)?.copy?.id).toBeDefined(), 5_000);
      await relay.stop();
      return ledger.orders.get(order)?.copy?.id;
    };
    const before = await made(false);
    expect(await made(true)).toEqual(before);
    expect(shopify.store.orders.size).toBe(1);
  },
);
