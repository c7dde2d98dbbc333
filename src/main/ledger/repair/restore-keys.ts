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

/** What a message is to its order, as far as an index tells. Each is looked for among what those before it left. */
const sorts = ['copy', 'parked', ...ways] as const;
type Sort = (typeof sorts)[number];

const sortOf = (kind: string): Sort | undefined =>
  kind === copyKind ? 'copy' : ways.find((way) => kind === kindsBy[way].prompt || kind === kindsBy[way].late);

/**
 * The keys of messages of which an index tells no more than order and kind, by row. Where not just as many could be theirs as
 * there are messages, nobody knows which were, and none is.
 * @param left the keys that messages of an order may have had, and no message has
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
  /** The keys that messages have. */
  readonly taken: ReadonlySet<string>;
};

/** What facts and those who can be written to leave for the messages of an order. */
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

/** Whoever has been told by one way, or need not be any more, is not owed it by another. */
function owedBy(by: Way, orderId: OrderId, { facts, addressees }: Known): readonly string[] {
  const ends = facts.ends.filter(({ state }) => state === 'sent' || state === 'off');
  const told = new Set(ends.map(({ manager }) => manager));
  return addressees.flatMap(({ manager, way }) =>
    way === by && !told.has(manager) ? [noticeKey(orderId, manager, way)] : [],
  );
}

/**
 * The notices that nobody has settled since they ended. None where that is not certain: what is refused by one of two ways may
 * have gone on by the other, and of whatever else waits for a person no fact may tell.
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
