import { z } from 'zod';
import { orderIdSchema } from './ids.ts';
import type { PersonAt } from './presence.ts';
import { hereSchema } from './presence.ts';

/** What a page may say and ask of who is at which order. */
export const presenceInputs = {
  /** Everything the asking page's reader is at now; it stands until the next word, or for five minutes. */
  'presence.here': z.object({ orders: hereSchema }).readonly(),
  'presence.takeEdit': z.object({ order: orderIdSchema }).readonly(),
  'presence.list': z.undefined(),
} as const;

export type PresenceOutputs = {
  'presence.here': readonly PersonAt[];
  'presence.takeEdit': readonly PersonAt[];
  /** Who of other computers is at which order. */
  'presence.list': readonly PersonAt[];
};
