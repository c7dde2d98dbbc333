import type { Entry, EntryOf } from './entry.ts';
import type { OrderId } from './ids.ts';
import type { Money } from './money.ts';
import type { Order, OrderContent, Part, PaymentStatus, Refund } from './order.ts';
import { furtherPaid, greatest } from './payment.ts';

/** The parts of the fold that tie an order to others. Entries come sorted by time, each once. */
type Ties = Pick<Order, 'partOf' | 'parts' | 'sameAs' | 'apartFrom' | 'copy'>;

export function tiesOf(entries: readonly Entry[]): Ties {
  const verdicts = verdictsOf(entries);
  const decided = (verdict: EntryOf<'same-decided'>['data']['verdict']): readonly OrderId[] =>
    [...verdicts].filter(([, said]) => said === verdict).map(([other]) => other);
  const copyOf = entries.find((entry) => entry.kind === 'copy-of');
  const linked = entries.find((entry) => entry.kind === 'copy-linked');
  const asked = entries.find((entry) => entry.kind === 'copy-asked');

  const [whole] = [
    ...(copyOf ? [{ id: copyOf.data.of, why: 'copy' } as const] : []),
    // several at once can only come of several desks: any choice will do that all of them make
    ...decided('merged')
      .toSorted()
      .map((id) => ({ id, why: 'merged' }) as const),
  ];
  const parts: readonly Part[] = [
    ...(linked ? [{ id: linked.data.copy, why: 'copy' } as const] : []),
    ...decided('kept').map((id) => ({ id, why: 'merged' }) as const),
  ];
  const apart = decided('both');
  const tag = asked?.data.tag ?? linked?.data.tag;
  const guesses = new Map(
    entries
      .filter((entry) => entry.kind === 'same-guessed')
      .map(({ data }) => [data.other, { id: data.other, because: data.because }]),
  );
  const open = [...guesses.values()].filter(({ id }) => (verdicts.get(id) ?? 'open') === 'open');
  return {
    ...(whole && { partOf: whole }),
    ...(parts.length > 0 && { parts }),
    ...(open.length > 0 && { sameAs: open }),
    ...(apart.length > 0 && { apartFrom: apart }),
    ...(tag !== undefined && {
      copy: { tag, ...(linked && { id: linked.data.copy, number: linked.data.number }) },
    }),
  };
}

/** The last word on each pair, by the number of the decision. */
function verdictsOf(
  entries: readonly Entry[],
): ReadonlyMap<OrderId, EntryOf<'same-decided'>['data']['verdict']> {
  const last = new Map<OrderId, EntryOf<'same-decided'>['data']>();
  for (const { kind, data } of entries) {
    if (kind !== 'same-decided') continue;
    if (data.decision >= (last.get(data.other)?.decision ?? 0)) last.set(data.other, data);
  }
  return new Map([...last].map(([other, { verdict }]) => [other, verdict]));
}

const reached = { none: 0, partial: 1, fulfilled: 2 } as const;

/**
 * What the order says, with what Shopify says of its copy: it can only move on by that, never back.
 * @returns the content, and how far the copy is paid; null without a copy
 */
export function withCopyTold(
  content: OrderContent,
  entries: readonly Entry[],
): { readonly known: OrderContent; readonly copyPaid: PaymentStatus | null } {
  const told = entries
    .filter((entry) => entry.kind === 'copy-told')
    .reduce<EntryOf<'copy-told'>['data'] | null>(
      (best, { data }) => (best === null || data.version >= best.version ? data : best),
      null,
    );
  if (told === null) return { known: content, copyPaid: null };
  const fulfillment =
    reached[told.fulfillment ?? 'none'] > reached[content.fulfillment ?? 'none']
      ? told.fulfillment
      : content.fulfillment;
  const cancelledAt = content.cancelledAt ?? told.cancelledAt;
  const refunded = greatest([content.refunded, told.refunded]);
  const known = {
    ...content,
    ...(fulfillment && { fulfillment }),
    ...(cancelledAt !== undefined && { cancelledAt }),
    ...(refunded && { refunded }),
  };
  return { known, copyPaid: told.paymentStatus };
}

/** What managers noted as given back and did not take back again, oldest first. */
export function refundsOf(entries: readonly Entry[]): readonly Refund[] {
  const withdrawn = new Set(
    entries.filter((entry) => entry.kind === 'refund-withdrawn').map(({ data }) => data.refundId),
  );
  return entries
    .filter((entry) => entry.kind === 'refund-noted')
    .filter(({ data }) => !withdrawn.has(data.refundId))
    .map(({ data: { refundId: id, amount, reason }, by, at }) => ({ id, amount, reason, by, at }));
}

/**
 * A note and what the source says tell the same money, so the greater of them counts, and nothing is subtracted twice.
 * @param paid how the order stands without the notes
 */
export function withRefunds(
  content: OrderContent,
  paid: PaymentStatus,
  refunds: readonly Refund[],
): { readonly content: OrderContent; readonly paymentStatus: PaymentStatus } {
  const { total } = content;
  const noted = sumOf(refunds, total?.currency);
  if (!noted) return { content, paymentStatus: paid };
  const refunded = greatest([noted, content.refunded]) ?? noted;
  const isWhole = total !== undefined && refunded.minor >= total.minor;
  return {
    content: { ...content, refunded },
    paymentStatus: furtherPaid(paid, isWhole ? 'refunded' : 'partially-refunded'),
  };
}

export function sumOf(refunds: readonly Refund[], currency: string | undefined): Money | null {
  const amounts = refunds.map(({ amount }) => amount).filter((amount) => amount.currency === currency);
  if (currency === undefined || amounts.length === 0) return null;
  return { minor: amounts.reduce((sum, { minor }) => sum + minor, 0), currency };
}
