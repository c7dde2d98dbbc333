import { isDeepStrictEqual } from 'node:util';
import type { CountryCode } from '../../shared/country.ts';
import { countrySchema } from '../../shared/country.ts';
import type { Source } from '../../shared/ids.ts';
import { commissionsOf } from '../../shared/insights/commission.ts';
import type { Commission, CommissionChange } from '../../shared/insights/commission-terms.ts';
import { commissionAfter } from '../../shared/insights/commission-terms.ts';
import type { Range } from '../../shared/insights/range.ts';
import { rangeBefore, rangeOf } from '../../shared/insights/range.ts';
import type { Insights } from '../../shared/insights/report.ts';
import type { SettledShop } from '../../shared/insights/shop-zone.ts';
import { shopZoneOf } from '../../shared/insights/shop-zone.ts';
import { dayText, isZone, zonedTime } from '../../shared/insights/zoned-time.ts';
import type { InsightsWhen } from '../../shared/insights-commands.ts';
import { currencySchema } from '../../shared/money.ts';
import { omitUndefined } from '../../shared/omit-undefined.ts';
import type { StoredShop } from '../intake/shopify/known-shop.ts';
import { actionId } from '../ledger/action-id.ts';
import { keepSubject } from '../ledger/cached-subject.ts';
import { commissions, shopZone } from '../ledger/facts.ts';
import type { Clock, Ledger } from '../ports.ts';

export type InsightsBookParts = {
  readonly ledger: Ledger;
  readonly clock: Clock;
  /** The shop's currency. */
  readonly currency: () => string;
  /** The time zone in which this computer counts the shop's days. */
  readonly timeZone: () => string;
  /** The shop's currency, name and country, if this computer knows them from Shopify. */
  readonly told: () => Pick<StoredShop, 'currency' | 'name' | 'country'> | null;
  /** Whether this computer is the leader, which publishes the shop's time zone, currency and name. */
  readonly listens: boolean;
};

export type Asked = {
  readonly when: InsightsWhen;
  readonly source?: Source | undefined;
  /** Maximum number of products and kinds of visits. */
  readonly most: number;
};

/** The shop's settings known to all computers. */
export type KnownShop = SettledShop & {
  /**
   * Whether its time zone is only this computer's own: no other computer set it last, and Shopify, which sends the name, never
   * did.
   */
  readonly isOwnZone: boolean;
};

/** Sales figures of the orders, and the commissions of the sources. */
export type InsightsBook = {
  report(asked: Asked): Promise<Insights>;
  commissions(): readonly Commission[];
  /** Records nothing when the commission is unchanged. */
  setCommission(change: CommissionChange, by: string): void;
  /** The shop's settings known to all computers; null before any has published them. */
  settled(): KnownShop | null;
  /** Records the time zone, currency, name and country if they differ from what all computers and the warehouse know. */
  settleZone(): void;
  /** Sets the shop's country, on any computer; from then on Shopify's address does not change it. */
  setCountry(country: CountryCode, by: string): void;
};

/** Events recorded during a stepwise report invalidate it; after this many attempts it is computed in one step. */
const mostTries = 3;

export function createInsightsBook(parts: InsightsBookParts): InsightsBook {
  const { ledger, clock } = parts;
  const kept = keepSubject(ledger.entries, commissions, commissionsOf);
  const zone = keepSubject(ledger.entries, shopZone, shopZoneOf);
  const terms = (): readonly Commission[] => [...kept().values()].map(({ commission }) => commission);

  function asRange(when: InsightsWhen, source: Source | undefined): { range: Range; isAll: boolean } {
    const today = dayText(zonedTime(ledger.insights.timeZone(), clock.now()).day);
    if (typeof when !== 'string') return { range: when, isAll: false };
    const first = when === 'all' ? ledger.insights.firstDay(source ?? null) : null;
    return { range: rangeOf(when, today, first), isAll: when === 'all' };
  }

  function append(shop: SettledShop, decision: number, by: string): void {
    ledger.entries.append({
      id: actionId(),
      orderId: null,
      at: clock.now(),
      by,
      kind: 'zone-set',
      data: { ...shop, decision },
    });
  }

  return {
    async report({ when, source, most }) {
      const { range, isAll } = asRange(when, source);
      const asked = {
        range,
        isAll,
        before: isAll ? null : rangeBefore(range),
        source: source ?? null,
        currency: parts.currency(),
        commissions: terms(),
        most,
      };
      for (let tries = 1; ; tries += 1) {
        const before = ledger.insights.changes();
        const steps = ledger.insights.report(asked);
        for (;;) {
          const step = steps.next();
          if (!step.done) {
            if (tries < mostTries) await new Promise((resolve) => setImmediate(resolve));
          } else if (tries === mostTries || ledger.insights.changes() === before) return step.value;
          else break;
        }
      }
    },
    commissions: terms,
    setCommission: (change, by) =>
      ledger.transaction(() => {
        const known = kept().get(change.source);
        const commission = commissionAfter(change, known?.commission);
        if (JSON.stringify(known?.commission) === JSON.stringify(commission)) return;
        const decision = (known?.decision ?? 0) + 1;
        ledger.entries.append({
          id: actionId(),
          orderId: null,
          at: clock.now(),
          by,
          kind: 'commission-set',
          data: { ...commission, decision },
        });
      }),
    settled() {
      const { decision, desk, ...known } = zone();
      if (decision === 0) return null;
      return { ...known, isOwnZone: desk === ledger.deskId && known.name === undefined };
    },
    settleZone() {
      const timeZone = parts.timeZone();
      const { decision, desk: _desk, ...known } = zone();
      const told = parts.told();
      const currency = currencySchema.safeParse(told?.currency).data ?? known.currency;
      const name = told?.name ?? known.name;
      const country = known.country ?? countrySchema.safeParse(told?.country).data;
      const shop = { timeZone, ...omitUndefined({ currency, name, country }) };
      const isKnown = decision > 0 && isDeepStrictEqual(shop, omitUndefined(known));
      if (!parts.listens || isKnown || !isZone(timeZone)) return;
      append(shop, decision + 1, 'orderbell');
    },
    setCountry(country, by) {
      const { decision, desk: _desk, ...known } = zone();
      if (known.country === country) return;
      const timeZone = decision > 0 ? known.timeZone : parts.timeZone();
      append({ ...omitUndefined(known), timeZone, country }, decision + 1, by);
    },
  };
}
