import { z } from 'zod';
import type { OrderId, WorkstationId } from '../../../shared/ids.ts';
import { orderIdSchema, workstationIdSchema } from '../../../shared/ids.ts';
import type { Doing } from '../../../shared/presence.ts';
import { mostPlaces } from '../../../shared/presence.ts';
import type { Claim, OwnEdit } from './presence-rules.ts';
import { strongest } from './presence-rules.ts';

/** A user at another computer. */
export type SeenPerson = {
  readonly order: OrderId;
  readonly desk: WorkstationId;
  readonly name: string;
  readonly doing: Doing;
  readonly sinceMs: number;
  /** Took over editing from this computer. */
  readonly took: boolean;
};

export const maxName = 100;
/** Presence is re-sent at this interval and expires after two intervals, so one message may be lost. */
export const repeatMs = 30_000;
export const holdsMs = 2 * repeatMs;
const maxTurns = 1_000_000;

const messageSchema = z.discriminatedUnion('say', [
  /** Everything that the users of a computer view and edit now. */
  z.object({
    say: z.literal('presence'),
    desk: workstationIdSchema,
    name: z.string().max(maxName),
    orders: z
      .array(
        z
          .object({
            order: orderIdSchema,
            doing: z.enum(['looks', 'edits']),
            /** Duration so far, so that clocks are never compared. */
            forMs: z.int().nonnegative(),
            /** Number of takeovers of its editing so far: the highest number is the editor. */
            turn: z.int().nonnegative().max(maxTurns).default(0),
          })
          .readonly(),
      )
      .max(mostPlaces),
  }),
  /** A user takes over the editing of an order. */
  z.object({
    say: z.literal('takes-edit'),
    order: orderIdSchema,
    desk: workstationIdSchema,
    name: z.string().max(maxName),
    turn: z.int().nonnegative().max(maxTurns).default(0),
  }),
]);
export type PresenceMessage = Readonly<z.infer<typeof messageSchema>>;
const messagesSchema = z.array(messageSchema).max(100);

/** @returns an empty list for any other message */
export const readPresence = (body: unknown): readonly PresenceMessage[] =>
  messagesSchema.safeParse(body).data ?? [];

export type Word = Extract<PresenceMessage, { say: 'presence' }>;

/** The latest presence message of a computer. All times are on this computer's `uptime` clock. */
export type Heard = {
  readonly name: string;
  readonly at: number;
  readonly orders: ReadonlyMap<
    OrderId,
    { readonly doing: Doing; readonly since: number; readonly turn: number }
  >;
};
export type HeardDesk = readonly [WorkstationId, Heard];

/** What this computer does with one order; `edit` is set even if another computer is the editor. */
export type Own = { readonly since: number; readonly edit: OwnEdit | null };

type Speaker = Pick<Word, 'desk' | 'name'>;

export function ownWord(speaker: Speaker, own: ReadonlyMap<OrderId, Own>, now: number): Word {
  const orders = [...own]
    .map(([order, { since, edit }]) => {
      const has = edit !== null && edit.lostTo === null;
      const doing: Doing = has ? 'edits' : 'looks';
      const forMs = Math.round(now - (has ? edit.since : since));
      return { order, doing, forMs, turn: has ? edit.turn : 0 };
    })
    // edited orders first, then the most recently opened
    .sort((a, b) => Number(b.doing === 'edits') - Number(a.doing === 'edits') || a.forMs - b.forMs);
  return { say: 'presence', ...speaker, orders: orders.slice(0, mostPlaces) };
}

/** Compares two messages without their times. */
export const withoutTimes = ({ orders, ...word }: Word): string =>
  JSON.stringify([word, orders.map(({ forMs: _forMs, ...one }) => one)]);

export const heardFrom = ({ name, orders }: Word, now: number): Heard => ({
  name,
  at: now,
  orders: new Map(
    orders.map(({ order, doing, forMs, turn }) => [order, { doing, since: now - forMs, turn }]),
  ),
});

export const claimsOn = (order: OrderId, desks: readonly HeardDesk[], now: number): readonly Claim[] =>
  desks.flatMap(([desk, { orders }]) => {
    const at = orders.get(order);
    return at?.doing === 'edits' ? [{ desk, turn: at.turn, forMs: now - at.since }] : [];
  });

/**
 * The other users who view or edit an order. If several claim to edit it, one is the editor, and the others are about to learn
 * it.
 */
export function seenOn(
  order: OrderId,
  desks: readonly HeardDesk[],
  own: { readonly desk: WorkstationId; readonly edit: OwnEdit | null },
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
