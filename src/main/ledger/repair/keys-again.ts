import type { Way } from '../../../shared/bell/ways.ts';
import type { OrderId } from '../../../shared/ids.ts';
import { noticeKey } from '../../notice-key.ts';
import { emailKind, lateEmailKind, lateNoticeKind, noticeKind } from '../../notify/notice.ts';
import { copyKind } from '../../ports.ts';
import type { Database } from '../database.ts';
import type { Addressee } from './addressees.ts';
import type { Traces } from './messages.ts';
import { endOf, keysInFacts } from './notice-facts.ts';

/** What a message is to its order, as far as an index tells. Each is looked for among what those before it left. */
const sorts = ['copy', 'parked', 'messenger', 'email'] as const;
type Sort = (typeof sorts)[number];

const wayOf: { readonly [kind: string]: Way } = {
  [noticeKind]: 'messenger',
  [lateNoticeKind]: 'messenger',
  [emailKind]: 'email',
  [lateEmailKind]: 'email',
};
const sortOf = (kind: string): Sort | null => (kind === copyKind ? 'copy' : (wayOf[kind] ?? null));

/**
 * The keys of messages of which an index tells no more than order and kind, by row. Where more could be theirs than there are
 * messages, nobody knows which were, and none is.
 * @param left the keys that messages of an order may have had, and no message has
 */
export function keysAgain(
  { open, parked }: Pick<Traces, 'open' | 'parked'>,
  left: (orderId: OrderId, sort: Sort) => readonly string[],
): ReadonlyMap<number, string> {
  const rowsOf = new Map<Sort, Map<OrderId, number[]>>(sorts.map((sort) => [sort, new Map()]));
  const add = (row: number, orderId: OrderId | null, sort: Sort | null): void => {
    const rows = sort && rowsOf.get(sort);
    if (orderId === null || !rows) return;
    rows.set(orderId, [...(rows.get(orderId) ?? []), row]);
  };
  for (const [row, { orderId, kind }] of open) add(row, orderId, sortOf(kind));
  for (const [row, orderId] of parked) add(row, orderId, 'parked');
  const found = new Map<number, string>();
  const given = new Set<string>();
  for (const [sort, orders] of rowsOf) {
    for (const [orderId, rows] of orders) {
      const keys = left(orderId, sort).filter((key) => !given.has(key));
      if (keys.length > rows.length) continue;
      for (const [at, key] of keys.entries()) {
        const row = rows[at];
        if (row === undefined) continue;
        found.set(row, key);
        given.add(key);
      }
    }
  }
  return found;
}

export type Left = {
  readonly addressees: readonly Addressee[];
  /** The keys that messages have. */
  readonly taken: ReadonlySet<string>;
};

/** What facts and those who can be written to leave for the messages of an order. */
export const keysLeft =
  (database: Database, { addressees, taken }: Left) =>
  (orderId: OrderId, sort: Sort): readonly string[] => {
    const { ended, copies } = keysInFacts(database, orderId);
    const isParked = (key: string): boolean => ['refused', 'unknown'].includes(endOf(database, key) ?? '');
    const isOwed = (key: string): boolean => !['sent', 'off'].includes(endOf(database, key) ?? '');
    const noticesBy = (wanted: Way): readonly string[] =>
      addressees.flatMap(({ manager, way }) => (way === wanted ? [noticeKey(orderId, manager, way)] : []));
    const keys = {
      copy: () => copies,
      parked: () => [...ended.filter(isParked), ...copies],
      messenger: () => noticesBy('messenger').filter(isOwed),
      email: () => noticesBy('email').filter(isOwed),
    }[sort]();
    return keys.filter((key) => !taken.has(key));
  };
