import { describe, expect, it } from 'vitest';
import type { DiagnosticsReport } from '../../../../src/shared/diagnostics.ts';
import { hasShopifySchema } from '../../../support/host.ts';
import { keptReading } from '../kept-reading.ts';
import { openIllShop } from './ill-shop.ts';

const idsOfFailed = (report: DiagnosticsReport) =>
  report.checks.filter(({ state }) => state === 'fail').map(({ id }) => id);
const lineOf = (report: DiagnosticsReport, id: string) => report.checks.find((check) => check.id === id);

describe.skipIf(!hasShopifySchema)('the doctor, of a sender that is silent against its habit,', () => {
  const sender = 'orders@dostavo.example';
  const line = `gmail.sender:${sender}`;
  const hour = 3_600_000;
  /** A shop that a service has written to each hour, and not for three days. */
  async function openSilent() {
    const shop = await openIllShop();
    for (let hours = 3 * 24; hours < 20 * 24; hours += 1) {
      shop.ledger.readings.put(keptReading(hours, { sender, mailedAt: shop.clock.now() - hours * hour }));
    }
    return shop;
  }

  it('tells so by exactly one line', async () => {
    const { examine } = await openSilent();
    const report = await examine();
    expect(idsOfFailed(report)).toEqual([line]);
    expect(lineOf(report, line)?.cameBack).toMatch(/^No orders from orders@dostavo.example for \d+ h/);
  });

  it('tells nothing of it on a computer that does not listen, whose mails another one reads', async () => {
    const { examine } = await openSilent();
    expect(idsOfFailed(await examine())).toEqual([line]);
    const report = await examine(undefined, { listens: false });
    expect(lineOf(report, line)).toBeUndefined();
    expect(lineOf(report, 'gmail.sign-in')?.state).toBe('ok');
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
