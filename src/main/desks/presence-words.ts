import type { DeskId, OrderId } from '../../shared/ids.ts';
import type { Doing } from '../../shared/presence.ts';
import { mostPlaces } from '../../shared/presence.ts';
import type { Message } from './link/messages.ts';
import type { Claim, OwnEdit } from './presence-rules.ts';
import { strongest } from './presence-rules.ts';

/** Somebody at another desk. */
export type SeenPerson = {
  readonly order: OrderId;
  readonly desk: DeskId;
  readonly name: string;
  readonly doing: Doing;
  readonly sinceMs: number;
  /** Took the editing over from this desk. */
  readonly took: boolean;
};

export type Word = Extract<Message, { say: 'presence' }>;

/** What a desk has said last. All times are of this computer's `uptime`. */
export type Heard = {
  readonly name: string;
  readonly at: number;
  readonly standsMs: number;
  readonly orders: ReadonlyMap<
    OrderId,
    { readonly doing: Doing; readonly since: number; readonly turn: number }
  >;
};
export type HeardDesk = readonly [DeskId, Heard];

/** What this desk is at with one order; `edit` also where another desk has it. */
export type Own = { readonly since: number; readonly edit: OwnEdit | null };

type Speaker = Pick<Word, 'desk' | 'name' | 'standsMs'>;

export function ownWord(speaker: Speaker, own: ReadonlyMap<OrderId, Own>, now: number): Word {
  const orders = [...own]
    .map(([order, { since, edit }]) => {
      const has = edit !== null && edit.lostTo === null;
      const doing: Doing = has ? 'edits' : 'looks';
      const forMs = Math.round(now - (has ? edit.since : since));
      return { order, doing, forMs, turn: has ? edit.turn : 0 };
    })
    // what is edited is told first, and what was opened last
    .sort((a, b) => Number(b.doing === 'edits') - Number(a.doing === 'edits') || a.forMs - b.forMs);
  return { say: 'presence', ...speaker, orders: orders.slice(0, mostPlaces) };
}

/** What another desk has said, handed on with the time that has passed since. */
export const otherWord = ([desk, { name, standsMs, orders }]: HeardDesk, now: number): Word => ({
  say: 'presence',
  desk,
  name,
  standsMs,
  orders: [...orders].map(([order, { doing, since, turn }]) => ({
    order,
    doing,
    forMs: Math.round(now - since),
    turn,
  })),
});

/** Two words that are the same but for the time say the same. */
export const withoutTimes = ({ orders, standsMs: _standsMs, ...word }: Word): string =>
  JSON.stringify([word, orders.map(({ forMs: _forMs, ...one }) => one)]);

export const heardFrom = ({ name, standsMs, orders }: Word, now: number): Heard => ({
  name,
  at: now,
  standsMs,
  orders: new Map(
    orders.map(({ order, doing, forMs, turn }) => [order, { doing, since: now - forMs, turn }]),
  ),
});

export const claimsOn = (order: OrderId, desks: readonly HeardDesk[], now: number): readonly Claim[] =>
  desks.flatMap(([desk, { orders }]) => {
    const at = orders.get(order);
    return at?.doing === 'edits' ? [{ desk, turn: at.turn, forMs: now - at.since }] : [];
  });

/** Whoever else is at an order. Of all who claim to edit it one alone does: the others are about to hear of that. */
export function seenOn(
  order: OrderId,
  desks: readonly HeardDesk[],
  own: { readonly desk: DeskId; readonly edit: OwnEdit | null },
  now: number,
): readonly SeenPerson[] {
  const { edit } = own;
  const mine = edit && edit.lostTo === null ? [{ desk: own.desk, turn: edit.turn }] : [];
  const holder = strongest([...claimsOn(order, desks, now), ...mine]);
  return desks.flatMap(([desk, { name, orders }]): readonly SeenPerson[] => {
    const at = orders.get(order);
    if (!at) return [];
    const edits = at.doing === 'edits' && holder?.desk === desk;
    const took = edits && edit?.lostTo?.desk === desk && edit.lostTo.took;
    return [{ order, desk, name, doing: edits ? 'edits' : 'looks', sinceMs: now - at.since, took }];
  });
}
