import { z } from 'zod';
import type { Channel, Notification } from '../order.ts';

/** The channels a notice leaves by. The computer that rings, `desktop`, is none: nothing goes out that could be refused or owed. */
export const ways = ['messenger', 'email'] as const satisfies readonly Channel[];
export type Way = (typeof ways)[number];

/** The ways a rule allows, in the order in which they are tried. */
export const waysSchema = z
  .array(z.enum(ways))
  .min(1)
  .refine((chosen) => new Set(chosen).size === chosen.length, 'each way once')
  .readonly();

/**
 * By which way a manager is told next.
 * @param open those the rule allows and he can be told by, in order
 * @param told what became of the order's notices to him
 * @returns null when he has been told, may have been (which is never followed by another way), need not be, or no way is left
 */
export function nextWay(open: readonly Way[], told: readonly Notification[]): Way | null {
  if (told.some(({ state }) => state !== 'refused')) return null;
  return open.find((way) => !told.some(({ channel }) => channel === way)) ?? null;
}
