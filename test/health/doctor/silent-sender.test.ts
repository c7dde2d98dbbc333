import { describe, expect, it } from 'vitest';
import type { DoctorReport } from '../../../src/shared/doctor.ts';
import { hasShopifySchema } from '../../support/host.ts';
import { keptReading } from '../kept-reading.ts';
import { openIllShop } from './ill-shop.ts';

const idsOfFailed = (report: DoctorReport) =>
  report.checks.filter(({ state }) => state === 'fail').map(({ id }) => id);
const lineOf = (report: DoctorReport, id: string) => report.checks.find((check) => check.id === id);

describe.skipIf(!hasShopifySchema)('the doctor, of a sender that is silent against its habit,', () => {
  const sender = 'orders@dostavo.example';
  const line = `gmail.sender:${sender}`;
  const hour = 3_600_000;
  /** A shop that a service has written to each hour, and not for three days. */
  async function openSilent() {
    const shop = await openIllShop();
    const { ledger, clock } = shop;
    for (let hours = 3 * 24; hours < 20 * 24; hours += 1) {
      ledger.readings.put(keptReading(hours, { sender, mailedAt: clock.now() - hours * hour }));
    }
    return shop;
  }

  it('tells so by exactly one line', async () => {
    const { examine } = await openSilent();
    const report = await examine();
    expect(idsOfFailed(report)).toEqual([line]);
    expect(lineOf(report, line)?.cameBack).toMatch(/Silent for \d+ h/);
  }, 30_000);

  it('tells nothing of it where the same service writes from another address', async () => {
    const { examine, ledger, clock } = await openSilent();
    const other = 'noreply@dostavo.example';
    for (let hours = 0; hours < 3 * 24; hours += 1) {
      const mailedAt = clock.now() - hours * hour;
      ledger.readings.put(keptReading(hours, { sender: other, mailedAt }));
    }
    expect(idsOfFailed(await examine())).toEqual([]);
  }, 30_000);
});
