import { z } from 'zod';
import { orderIdSchema } from './ids.ts';
import type { PersonAt } from './presence.ts';
import { hereSchema } from './presence.ts';

/** Commands for presence: which manager views or edits which order. */
export const presenceInputs = {
  /** All orders open on the calling page; valid until its next call, or for five minutes. */
  'presence.here': z.object({ orders: hereSchema }).readonly(),
  'presence.takeEdit': z.object({ order: orderIdSchema }).readonly(),
  'presence.list': z.undefined(),
} as const;

export type PresenceOutputs = {
  'presence.here': readonly PersonAt[];
  'presence.takeEdit': readonly PersonAt[];
  /** The managers at other computers and their orders. */
  'presence.list': readonly PersonAt[];
};
