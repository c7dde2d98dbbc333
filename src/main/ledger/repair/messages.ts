import type { Way } from '../../../shared/alert-rules/channels.ts';
import type { OrderId } from '../../../shared/ids.ts';
import { noticeKey, orderOfKey } from '../../notice-key.ts';
import { kindsBy } from '../../notice-kinds.ts';
import { copyKind } from '../../ports.ts';
import type { Addressee } from './addressees.ts';

/** A message of the outbox, as it is stored. */
export type MessageRow = {
  readonly row: number;
  readonly kind: string;
  readonly key: string;
  readonly orderId: string | null;
  readonly payload: string;
  readonly attempts: number;
  readonly createdAt: number;
  readonly notBefore: number;
  readonly state: string;
  readonly dueAt: number | null;
  readonly reason: string | null;
  readonly parkedAt: number | null;
};

/** What is known of a message besides what is stored of it. */
export type Known = {
  readonly now: number;
  /** Whether it was read where it belongs, and not from the copy or a page that lay about. */
  readonly isCertain: boolean;
  /** Whether every mark is known that says that something was on its way. */
  readonly areMarksKnown: boolean;
  /** Whether every fact is known. */
  readonly areFactsKnown: boolean;
  /** How its notice ended, by the facts; null where none says so. */
  readonly end: string | null;
};

export type Settled = {
  readonly message: MessageRow;
  /** Whether it has to be taken for one that was being sent as the app stopped: whoever sends it then finds out, or parks it. */
  readonly inDoubt: boolean;
};

/** Whether a person is written to, who would be written to twice. */
const isToPeople = (kind: string): boolean => kind.startsWith('notify.');
/** Whether it is a load of rows, which is made again of what is not in the warehouse. */
export const isLoad = (kind: string): boolean => kind.startsWith('warehouse.');
const ticketKind = 'ticket.print';

const lostCopy =
  'The ledger was damaged: nobody knows whether Shopify has the order. Look for it there before you try again';
const lostTicket =
  'The ledger was damaged: nobody knows whether the ticket was printed. Look for the paper before you try again';
const lostOther = 'The ledger was damaged: nobody knows whether this was done. Look before you try again';

/** What becomes of a message after a repair: nothing is sent twice, and nothing is left out without a word. */
export function settle(message: MessageRow, known: Known): Settled {
  const { kind, state, attempts } = message;
  const as = (part: Partial<MessageRow>, inDoubt = false): Settled => ({
    message: { ...message, ...part },
    inDoubt,
  });
  const parked = (reason: string): Settled =>
    as({ state: 'parked', dueAt: null, parkedAt: known.now, reason });
  if (state === 'done') return as({});
  // also of one that was parked: it may have been given back and sent since
  if (!known.isCertain && (known.end === 'sent' || known.end === 'off')) {
    return as({ state: 'done', dueAt: null, reason: null });
  }
  if (state === 'parked' || isLoad(kind)) return as({});
  if (known.isCertain && (known.areMarksKnown || attempts === 0)) return as({});
  if (known.end === 'refused' || known.end === 'unknown') return parked(lostOther);
  if (isToPeople(kind)) return as({ state: 'waiting', notBefore: known.now, dueAt: known.now }, true);
  // each of the two looks first what has been done, by marks and by facts
  if (kind === copyKind) return known.areMarksKnown ? as({}) : parked(lostCopy);
  if (kind === ticketKind) return known.areFactsKnown ? as({}) : parked(lostTicket);
  return parked(lostOther);
}

/** Of a message whose row is gone, what its indexes still tell. */
export type Traces = {
  readonly keys: ReadonlyMap<number, string>;
  /** Those that are not done, by row. */
  readonly open: ReadonlyMap<number, { readonly orderId: OrderId | null; readonly kind: string }>;
  /** The orders of those that wait for a person, by row. */
  readonly parked: ReadonlyMap<number, OrderId | null>;
};

/**
 * Makes a message again of what its indexes tell, so that its key is not used twice.
 * @returns `isWhole` false for one that was open and cannot be made again
 */
export function retraced(
  row: number,
  { keys, open, parked }: Traces,
  { now, addressees }: { readonly now: number; readonly addressees: readonly Addressee[] },
): { readonly message: MessageRow; readonly isWhole: boolean } | null {
  const key = keys.get(row);
  if (key === undefined) return null;
  const isParked = parked.has(row);
  const orderId = (isParked ? parked.get(row) : open.get(row)?.orderId) ?? orderNamed(key, addressees);
  const to = orderId && addressees.find(({ manager, way }) => noticeKey(orderId, manager, way) === key);
  const kind = open.get(row)?.kind ?? (isParked ? kindOf(key, to?.way) : 'lost');
  const base = { row, kind, key, orderId, attempts: 1, createdAt: now, notBefore: now, parkedAt: null };
  const done = { ...base, payload: 'null', state: 'done', dueAt: null, reason: null };
  if ((!open.has(row) && !isParked) || isLoad(kind)) return { message: done, isWhole: true };
  // the notice of a new order says no more than to whom
  const payload = kind === copyKind ? '{}' : isToPeople(kind) ? to?.payload : undefined;
  if (payload === undefined) return { message: done, isWhole: false };
  if (isParked) {
    return {
      message: { ...base, payload, state: 'parked', dueAt: null, reason: lostOther, parkedAt: now },
      isWhole: true,
    };
  }
  return { message: { ...base, payload, state: 'waiting', dueAt: now, reason: null }, isWhole: true };
}

/** The order that the key of a notice names, where the index that tells it is gone as well. */
const orderNamed = (key: string, addressees: readonly Addressee[]): OrderId | null =>
  addressees
    .toSorted((a, b) => b.manager.length - a.manager.length) // a name may end as another one does
    .map(({ manager, way }) => orderOfKey(key, manager, way))
    .find((id) => id !== null) ?? null;

/** What an index of parked ones does not tell. */
const kindOf = (key: string, way: Way | undefined): string =>
  key.startsWith('copy:') ? copyKind : kindsBy[way ?? 'messenger'].prompt;
