import { describe, expect, it } from 'vitest';
import { mailDocumentId } from '../../../../src/main/intake/gmail/mail-intake.ts';
import type { DiagnosticsReport } from '../../../../src/shared/diagnostics.ts';
import { orderIdOf } from '../../../../src/shared/ids.ts';
import { hasShopifySchema } from '../../../support/host.ts';
import { incomingOrder, received } from '../../../support/orders.ts';
import { keptReading } from '../kept-reading.ts';
import { openIllShop } from './ill-shop.ts';

const idsOfFailed = (report: DiagnosticsReport) =>
  report.checks.filter(({ state }) => state === 'fail').map(({ id }) => id);
const lineOf = (report: DiagnosticsReport, id: string) => report.checks.find((check) => check.id === id);

describe.skipIf(!hasShopifySchema)('the doctor, of a sender that is silent against its habit,', () => {
  const sender = 'orders@dostavo.example';
  const line = `gmail.sender:${sender}`;
  const hour = 3_600_000;
  /** A shop that a service has written to each hour, and not for three days; since then Gmail has these mails of it. */
  async function openSilent(...mails: readonly string[]) {
    const shop = await openIllShop();
    const { ledger, clock, fallIll } = shop;
    for (let hours = 3 * 24; hours < 20 * 24; hours += 1) {
      ledger.readings.put(keptReading(hours, { sender, mailedAt: clock.now() - hours * hour }));
    }
    if (mails.length > 0) {
      fallIll('gmail', (answer, path) =>
        path.endsWith('/messages') ? { messages: mails.map((id) => ({ id, threadId: id })) } : answer,
      );
    }
    const store = (gmailId: string) => {
      const id = mailDocumentId(gmailId);
      const body = new Uint8Array();
      ledger.documents.put({ id, kind: 'mail', topic: sender, headers: {}, body, receivedAt: clock.now() });
      return id;
    };
    return { ...shop, store };
  }

  it('tells so by exactly one line', async () => {
    const { examine } = await openSilent();
    const report = await examine();
    expect(idsOfFailed(report)).toEqual([line]);
    expect(lineOf(report, line)?.cameBack).toMatch(/Silent for \d+ h/);
  });

  it('calls no mail unread that was read, or looked at and is no order', async () => {
    const { examine, store, ledger } = await openSilent('delivered', 'news');
    store('delivered');
    expect(lineOf(await examine(), line)).toMatchObject({
      cameBack: '1 mails are in the mailbox and were not read',
      act: 'ask-now',
    });
    ledger.settings.set('gmail.no-orders', JSON.stringify([mailDocumentId('news')]));
    expect(lineOf(await examine(), line)?.cameBack).toMatch(/Silent for \d+ h/);
  });

  it('tells nothing of it on a computer that does not listen, whose mails another one reads', async () => {
    const { examine } = await openSilent('delivered');
    expect(idsOfFailed(await examine())).toEqual([line]);
    const report = await examine(undefined, { listens: false });
    expect(lineOf(report, line)).toBeUndefined();
    expect(lineOf(report, 'gmail.sign-in')?.state).toBe('ok');
  });

  it('names the mails of it that lie in quarantine, and where to look', async () => {
    const { examine, store, ledger } = await openSilent('forged');
    const order = incomingOrder({
      source: 'mail:dostavo',
      sourceId: 'unverified:forged',
      review: [{ code: 'unverified-sender' }],
    });
    ledger.entries.append(received(order));
    const orderIds = [orderIdOf(order.source, order.sourceId)];
    ledger.documents.settle(store('forged'), 'understood', { orderIds });
    const told = lineOf(await examine(), line);
    expect(told?.cameBack).toMatch(/^1 mails since its last order are in quarantine/);
    expect(told?.fix).toMatch(/^Look in Quarantine/);
  });

  it('tells nothing of it where the same service writes from another address', async () => {
    const { examine, ledger, clock } = await openSilent();
    const other = 'noreply@dostavo.example';
    for (let hours = 0; hours < 3 * 24; hours += 1) {
      const mailedAt = clock.now() - hours * hour;
      ledger.readings.put(keptReading(hours, { sender: other, mailedAt }));
    }
    expect(idsOfFailed(await examine())).toEqual([]);
  });
});
