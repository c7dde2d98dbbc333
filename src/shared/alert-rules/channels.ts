import { z } from 'zod';
import type { Notification } from '../order.ts';

/** The channels of notifications. `desktop` is not among them, because ringing is local and cannot fail or be pending. */
export const ways = ['messenger', 'email', 'telegram'] as const;
export type Way = (typeof ways)[number];

/** The channels a rule allows, in the sequence they are tried. */
export const waysSchema = z
  .array(z.enum(ways))
  .min(1)
  .refine((chosen) => new Set(chosen).size === chosen.length, 'each channel once')
  .readonly();

/**
 * The next channel for a manager.
 * @param open channels that the rule allows and the manager has, in sequence
 * @param told the manager's notifications of the order
 * @returns null if one was sent, may have been sent (an unknown outcome is never retried elsewhere) or is not needed, or if no
 * channel is left
 */
export function nextWay(open: readonly Way[], told: readonly Notification[]): Way | null {
  if (told.some(({ state }) => state !== 'refused')) return null;
  return open.find((way) => !told.some(({ channel }) => channel === way)) ?? null;
}
