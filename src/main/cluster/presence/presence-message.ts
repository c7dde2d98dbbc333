import { z } from 'zod';
import { orderIdSchema } from '../../../shared/ids.ts';
import { mostPlaces } from '../../../shared/presence.ts';

export const maxName = 100;
const maxTurns = 1_000_000;

const messageSchema = z
  .object({
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
            turn: z.int().nonnegative().max(maxTurns),
          })
          .readonly(),
      )
      .max(mostPlaces)
      .readonly(),
  })
  .readonly();

/** Everything that the users of a computer view and edit now. */
export type PresenceMessage = z.infer<typeof messageSchema>;

/** @returns null for any other message */
export const readPresence = (body: unknown): PresenceMessage | null =>
  messageSchema.safeParse(body).data ?? null;
