import { z } from 'zod';
import { deskIdSchema, orderIdSchema } from '../../../shared/ids.ts';
import { parseJson } from '../../../shared/parse-json.ts';
import { mostPlaces } from '../../../shared/presence.ts';
import type { SeenNumbers } from '../../ports.ts';

/** A message, sealed, is no longer; a larger one is refused before it is read. */
export const mostBytes = 512 * 1024;
export const mostEntries = 200;
export const mostName = 100;
/** A desk whose requests are few speaks seldom; that its line has ended is noticed long before. */
const leastStandsMs = 60_000;
const mostStandsMs = 60 * 60_000;
const mostTurns = 1_000_000;

const rangesSchema = z.array(z.tuple([z.int().positive(), z.int().positive()])).max(5000);

const messageSchema = z.discriminatedUnion('say', [
  /** The running numbers that are here, by desk. What is missing follows. */
  z.object({ say: z.literal('have'), numbers: z.array(z.tuple([deskIdSchema, rangesSchema])).max(1000) }),
  /** Entries as their desks wrote them. */
  z.object({ say: z.literal('entries'), entries: z.array(z.unknown()).max(mostEntries) }),
  /** Everything a desk's people are at now. */
  z.object({
    say: z.literal('presence'),
    desk: deskIdSchema,
    name: z.string().max(mostName),
    /** It stands until the next word, or for so long by the hearer's own watch. */
    standsMs: z.int().min(leastStandsMs).max(mostStandsMs).default(leastStandsMs),
    orders: z
      .array(
        z
          .object({
            order: orderIdSchema,
            doing: z.enum(['looks', 'edits']),
            /** For how long already, so that nobody's clock is asked. */
            forMs: z.int().nonnegative(),
            /** How often the editing of it was taken over so far: the highest has it. */
            turn: z.int().nonnegative().max(mostTurns).default(0),
          })
          .readonly(),
      )
      .max(mostPlaces),
  }),
  /** Somebody takes over the editing of an order from those who are at it. */
  z.object({
    say: z.literal('takes-edit'),
    order: orderIdSchema,
    desk: deskIdSchema,
    name: z.string().max(mostName),
    turn: z.int().nonnegative().max(mostTurns).default(0),
  }),
  /** Which desk listens to the sources, and what a desk may send through it. */
  z.object({
    say: z.literal('listens'),
    desk: deskIdSchema.nullable(),
    /** On the average one request in so many milliseconds; null: as many as there is to say. */
    everyMs: z.int().positive().nullable(),
    /** Requests left of the month, null without a limit. */
    left: z.int().nonnegative().nullable(),
  }),
]);
export type Message = Readonly<z.infer<typeof messageSchema>>;

const frameSchema = z.array(messageSchema).max(100);
export const writeFrame = (messages: readonly Message[]): string => JSON.stringify(messages);

/** @returns null when it is none this version understands */
export const readFrame = (text: string): readonly Message[] | null =>
  frameSchema.safeParse(parseJson(text)).data ?? null;

/** What is told of a desk with holes without end: the newest; the rest comes by BigQuery. */
const mostRanges = 500;
export const haveOf = (numbers: SeenNumbers): Message => ({
  say: 'have',
  numbers: [...numbers].map(([desk, ranges]) => [
    desk,
    ranges.slice(-mostRanges).map(({ first, last }): [number, number] => [first, last]),
  ]),
});
export const numbersOf = (have: Extract<Message, { say: 'have' }>): SeenNumbers =>
  new Map(
    have.numbers.map(([desk, ranges]) => [
      desk,
      ranges.map(([first, last]) => ({ first, last })).filter(({ first, last }) => first <= last),
    ]),
  );
