import type { Source } from '../../../shared/ids.ts';
import type { Range, Step } from '../../../shared/insights/range.ts';
import { bucketsOf } from '../../../shared/insights/range.ts';
import type {
  Bucket,
  Buyer,
  Counted,
  FullAmounts,
  Insights,
  OfSource,
  Totals,
} from '../../../shared/insights/report.ts';
import { tookOf } from '../../../shared/insights/report.ts';
import { dayText } from '../../../shared/insights/zoned-time.ts';
import type { TookHistogram } from './grouped-sales.ts';
import type { DaySums } from './sales-by-day.ts';

type Asked = { readonly range: Range; readonly step: Step | null; readonly currency: string };
type Told = Pick<Insights, 'totals' | 'took' | 'buyers' | 'sources' | 'currencies' | 'buckets'>;

/** The same sums put together in three ways: of the range, its parts and its sources. */
export function addUp(rows: readonly DaySums[], asked: Asked, histogram: TookHistogram): Told {
  const currencies = currenciesOf(rows, asked.currency);
  const bySource = Map.groupBy(rows, ({ source }) => source);
  const sources = new Set<Source>([...bySource.keys(), ...histogram.bySource.keys()]);
  const ofSource = (source: Source): OfSource => ({
    source,
    ...totalsOf(bySource.get(source) ?? [], currencies),
    took: tookOf(histogram.bySource.get(source) ?? []),
  });
  return {
    totals: totalsOf(rows, currencies),
    took: tookOf(histogram.all),
    buyers: buyersOf(rows, currencies),
    sources: [...sources].map(ofSource).toSorted((a, b) => b.orders - a.orders || byName(a.source, b.source)),
    currencies,
    buckets: asked.step === null ? [] : partsOf(rows, asked.range, asked.step, currencies),
  };
}

const byName = (a: string, b: string): number => (a < b ? -1 : 1);

function partsOf(
  rows: readonly DaySums[],
  range: Range,
  step: Step,
  currencies: readonly string[],
): readonly Bucket[] {
  const buckets = bucketsOf(range, step);
  // days as text sort as days do
  const placeOf = (day: string): number => buckets.findIndex(({ to }) => day <= to);
  const byPlace = Map.groupBy(rows, ({ day }) => placeOf(dayText(day)));
  return buckets.map((bucket, place) => {
    const own = byPlace.get(place) ?? [];
    return { ...bucket, ...totalsOf(own, currencies), buyers: buyersOf(own, currencies) };
  });
}

/** The shop's own first, then by orders; those of orders without a total are none. */
function currenciesOf(rows: readonly DaySums[], own: string): readonly string[] {
  const orders = new Map<string, number>();
  for (const { currency, priced } of rows) {
    if (priced > 0) orders.set(currency, (orders.get(currency) ?? 0) + priced);
  }
  return [...orders]
    .toSorted(([a, m], [b, n]) => Number(b === own) - Number(a === own) || n - m || byName(a, b))
    .map(([currency]) => currency);
}

const sumOf = <T>(items: readonly T[], of: (item: T) => number): number =>
  items.reduce((sum, item) => sum + of(item), 0);

function totalsOf(rows: readonly DaySums[], currencies: readonly string[]): Totals {
  return {
    orders: sumOf(rows, ({ orders }) => orders),
    cancelled: sumOf(rows, ({ cancelled }) => cancelled),
    items: sumOf(rows, ({ items }) => items),
    amounts: currencies.flatMap((currency): readonly FullAmounts[] => {
      const own = rows.filter((row) => row.currency === currency);
      const orders = sumOf(own, ({ priced }) => priced);
      if (orders === 0) return [];
      const total = sumOf(own, (row) => row.total);
      const refunded = sumOf(own, (row) => row.refunded);
      const commission = sumOf(own, (row) => row.commission);
      return [{ currency, orders, revenue: total - refunded, total, refunded, commission }];
    }),
  };
}

function buyersOf(
  rows: readonly DaySums[],
  currencies: readonly string[],
): { readonly [B in Buyer]: Counted } {
  const counted = (buyer: Buyer): Counted => {
    const { orders, amounts } = totalsOf(
      rows.filter((row) => row.buyer === buyer),
      currencies,
    );
    return {
      orders,
      amounts: amounts.map(({ currency, revenue, ...own }) => ({ currency, orders: own.orders, revenue })),
    };
  };
  return { new: counted('new'), returning: counted('returning'), unknown: counted('unknown') };
}
