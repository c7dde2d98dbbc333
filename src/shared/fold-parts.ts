import type { Entry, EntryData, EntryOf } from './entry.ts';
import { lastDecision } from './fold-takings.ts';
import type { OrderId } from './ids.ts';
import type { Money } from './money.ts';
import type { Order, OrderContent, Part, PaymentStatus, Refund } from './order.ts';
import { furtherPaid, greatest } from './payment.ts';

/** The fields that link an order to others. Events are sorted by time, without duplicates. */
type RelatedOrders = Pick<Order, 'partOf' | 'parts' | 'sameAs' | 'apartFrom' | 'copy'>;

export function tiesOf(entries: readonly Entry[]): RelatedOrders {
  const verdicts = verdictsOf(entries);
  const decided = (verdict: EntryOf<'same-decided'>['data']['verdict']): readonly OrderId[] =>
    [...verdicts].filter(([, said]) => said === verdict).map(([other]) => other);
  const copyOf = entries.find((entry) => entry.kind === 'copy-of');
  const linked = entries.find((entry) => entry.kind === 'copy-linked');
  const asked = entries.find((entry) => entry.kind === 'copy-asked');

  const [whole] = [
    ...(copyOf ? [{ id: copyOf.data.of, why: 'copy' } as const] : []),
    // several merges at once come only from concurrent decisions: any choice works if all computers make the same
    ...decided('merged')
      .toSorted()
      .map((id) => ({ id, why: 'merged' }) as const),
  ];
  const inIt = new Map(
    tellingsOf(entries).map(({ data: { copy, standing } }) => [copy, standing && { standing }]),
  );
  const parts: readonly Part[] = [
    ...(linked ? [{ id: linked.data.copy, why: 'copy' } as const] : []),
    ...decided('kept').map((id) => ({ id, why: 'merged', ...inIt.get(id) }) as const),
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

/** The last decision on each pair, by decision number. */
function verdictsOf(
  entries: readonly Entry[],
): ReadonlyMap<OrderId, EntryOf<'same-decided'>['data']['verdict']> {
  const decided = entries.filter((entry) => entry.kind === 'same-decided');
  return new Map(
    [...Map.groupBy(decided, ({ data }) => data.other)].flatMap(([other, said]) => {
      const last = lastDecision(said);
      return last ? [[other, last.data.verdict] as const] : [];
    }),
  );
}

const reached = { none: 0, partial: 1, fulfilled: 2 } as const;

export type Told = {
  /** The content combined with that of the parts, which can only advance it. */
  readonly known: OrderContent;
  /** The furthest payment status of the parts; null if no part reported one. */
  readonly paid: PaymentStatus | null;
  readonly cancelledParts: NonNullable<Order['cancelledParts']>;
  readonly standing: readonly Standing[];
};

/** A merged part and its own merged orders that their sources have not cancelled. */
type Standing = { readonly part: OrderId; readonly ids: readonly OrderId[] };

/**
 * Combines the content with the state of the parts. A copy is the order itself, so its cancellation cancels both.
 * A cancelled merged part is only a warning, because the service may have cancelled a duplicate. If that part was also refunded,
 * neither its payment nor its refund counts for this order.
 */
export function withPartsTold(content: OrderContent, entries: readonly Entry[]): Told {
  const told = tellingsOf(entries);
  const paying = told.filter((one) => !isCalledOff(one));
  const furthest = told.reduce<OrderContent['fulfillment']>(
    (most, { data: { fulfillment } }) =>
      reached[fulfillment ?? 'none'] > reached[most ?? 'none'] ? fulfillment : most,
    content.fulfillment,
  );
  const cancelledAt = content.cancelledAt ?? told.find(({ isCopy }) => isCopy)?.data.cancelledAt;
  const refunded = greatest([content.refunded, ...paying.map(({ data }) => data.refunded)]);
  return {
    known: {
      ...content,
      ...(furthest && { fulfillment: furthest }),
      ...(cancelledAt !== undefined && { cancelledAt }),
      ...(refunded && { refunded }),
    },
    paid: paying.reduce<PaymentStatus | null>(
      (most, { data: { paymentStatus } }) =>
        most === null ? paymentStatus : furtherPaid(most, paymentStatus),
      null,
    ),
    cancelledParts: told.flatMap(({ isCopy, data: { copy: id, cancelledAt: at } }) =>
      isCopy || at === undefined ? [] : [{ id, at }],
    ),
    standing: told.flatMap(({ isCopy, data: { copy: part, cancelledAt, ofPart, standing = [] } }) =>
      isCopy
        ? []
        : [{ part, ids: [...(cancelledAt === undefined || ofPart === true ? [part] : []), ...standing] }],
    ),
  };
}

type Telling = { readonly data: EntryData<'copy-told'>; readonly isCopy: boolean };

const givenBack: ReadonlySet<PaymentStatus> = new Set(['partially-refunded', 'refunded']);

/** Whether a merged part was cancelled and refunded by its service. */
function isCalledOff({ data, isCopy }: Telling): boolean {
  const isCancelled = !isCopy && data.cancelledAt !== undefined && data.ofPart !== true;
  return isCancelled && (data.refunded !== undefined || givenBack.has(data.paymentStatus));
}

/** The last state of each current part, sorted by the part's id so that the order of arrival does not matter. */
function tellingsOf(entries: readonly Entry[]): readonly Telling[] {
  const last = new Map<OrderId, EntryData<'copy-told'>>();
  for (const { kind, data } of entries) {
    if (kind !== 'copy-told') continue;
    if (data.version >= (last.get(data.copy)?.version ?? data.version)) last.set(data.copy, data);
  }
  const verdicts = verdictsOf(entries);
  const linked = entries.find((entry) => entry.kind === 'copy-linked')?.data.copy;
  return [...last.values()]
    .toSorted((a, b) => (a.copy < b.copy ? -1 : 1))
    .map((data) => ({ data, isCopy: data.why === undefined || data.copy === linked }))
    .filter(({ data, isCopy }) => isCopy || verdicts.get(data.copy) === 'kept');
}

/** Refunds that managers noted and did not withdraw, oldest first. */
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
 * A noted refund and the source's refund are the same money, so the greater one counts.
 * @param paid the payment status without the notes
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
