import type { Way } from '../../../shared/alert-rules/channels.ts';
import { ways } from '../../../shared/alert-rules/channels.ts';
import type { OrderId } from '../../../shared/ids.ts';
import { noticeKey } from '../../notice-key.ts';
import { kindsBy } from '../../notice-kinds.ts';
import { copyKind } from '../../ports.ts';
import type { Database } from '../database.ts';
import type { Addressee } from './addressees.ts';
import type { Traces } from './messages.ts';
import type { OrderFacts } from './notice-facts.ts';
import { factsOf } from './notice-facts.ts';

/** What an index shows about a message. Each kind is matched against the keys that the kinds before it left over. */
const sorts = ['copy', 'parked', ...ways] as const;
type Sort = (typeof sorts)[number];

const sortOf = (kind: string): Sort | undefined =>
  kind === copyKind ? 'copy' : ways.find((way) => kind === kindsBy[way].prompt || kind === kindsBy[way].late);

/**
 * Restores the keys of messages of which an index has only the order and kind, by row. If the number of candidate keys differs
 * from the number of messages, the match is ambiguous and no key is restored.
 * @param left the unused keys that messages of an order may have had
 */
export function restoreKeys(
  { open, parked }: Pick<Traces, 'open' | 'parked'>,
  left: (orderId: OrderId, sort: Sort) => readonly string[],
): ReadonlyMap<number, string> {
  const rows = [
    ...[...open].map(([row, { orderId, kind }]) => ({ row, orderId, sort: sortOf(kind) })),
    ...[...parked].map(([row, orderId]) => ({ row, orderId, sort: 'parked' })),
  ];
  const found = new Map<number, string>();
  const given = new Set<string>();
  for (const sort of sorts) {
    const ofSort = rows.filter((one) => one.sort === sort);
    for (const [orderId, ofOrder] of Map.groupBy(ofSort, (one) => one.orderId)) {
      const keys = orderId === null ? [] : left(orderId, sort).filter((key) => !given.has(key));
      if (keys.length !== ofOrder.length) continue;
      for (const [at, { row }] of ofOrder.entries()) {
        const key = keys[at] ?? '';
        found.set(row, key);
        given.add(key);
      }
    }
  }
  return found;
}

export type Left = {
  readonly deskId: string;
  readonly addressees: readonly Addressee[];
  /** The keys already used by messages. */
  readonly taken: ReadonlySet<string>;
};

/** The candidate keys of an order, from its facts and the addressees. */
export const keysLeft =
  (database: Database, { deskId, addressees, taken }: Left) =>
  (orderId: OrderId, sort: Sort): readonly string[] => {
    const facts = factsOf(database, orderId, deskId);
    const keys = {
      copy: () => facts.copies,
      parked: () => parkedBy(facts, addressees),
      messenger: () => owedBy('messenger', orderId, { facts, addressees }),
      email: () => owedBy('email', orderId, { facts, addressees }),
    }[sort]();
    return keys.filter((key) => !taken.has(key));
  };

type Known = Pick<Left, 'addressees'> & { readonly facts: OrderFacts };

/** A manager who was notified by one channel, or needs no notification, gets none by another. */
function owedBy(by: Way, orderId: OrderId, { facts, addressees }: Known): readonly string[] {
  const ends = facts.ends.filter(({ state }) => state === 'sent' || state === 'off');
  const told = new Set(ends.map(({ manager }) => manager));
  return addressees.flatMap(({ manager, way }) =>
    way === by && !told.has(manager) ? [noticeKey(orderId, manager, way)] : [],
  );
}

/**
 * The keys of refused or unknown notifications that are still open. Empty if that is uncertain: a refused one may have gone out
 * by another channel, and other parked messages may have left no fact.
 */
function parkedBy({ ends, hasOthers }: OrderFacts, addressees: readonly Addressee[]): readonly string[] {
  const last = new Map(ends.map((end) => [end.key, end]));
  const open = [...last.values()].filter(({ state }) => state === 'unknown' || state === 'refused');
  const unsettled = open.filter(
    ({ manager }) => !ends.some((end) => end.manager === manager && end.state === 'sent'),
  );
  const waysOf = (one: string): number => addressees.filter(({ manager }) => manager === one).length;
  const isCertain = unsettled.every(({ manager, state }) => state === 'unknown' || waysOf(manager) === 1);
  return isCertain && !hasOthers ? unsettled.map(({ key }) => key) : [];
}
