import { z } from 'zod';
import type { WorkstationId } from '../../../shared/ids.ts';
import { workstationIdSchema } from '../../../shared/ids.ts';
import type { Lag } from '../../../shared/lag.ts';
import type { Imported } from './lag.ts';

const sourceStates = ['readable', 'signed-out', 'not-connected'] as const;

/** Whether a computer can read each source; absent while it has not tried. */
export type Sources = { readonly [S in 'shopify' | 'gmail']?: (typeof sourceStates)[number] | undefined };

const aliveSchema = z.object({
  /** The last event of each computer that this one has. */
  imported: z.array(z.tuple([workstationIdSchema, z.int().nonnegative()])).max(200),
  /** Its own estimate of its lag. */
  lag: z.object({ events: z.int().nonnegative(), ms: z.number().nonnegative() }),
  sources: z.object({ shopify: z.enum(sourceStates).optional(), gmail: z.enum(sourceStates).optional() }),
});

/** The status that a computer sends once a minute. */
export type Alive = { readonly imported: Imported; readonly lag: Lag; readonly sources: Sources };

export const aliveBody = ({ imported, lag, sources }: Alive): unknown => ({
  imported: [...imported],
  lag,
  sources,
});

/** @returns null if another version sent a body without the required fields */
export function readAlive(body: unknown): Alive | null {
  const read = aliveSchema.safeParse(body).data;
  return read === undefined ? null : { ...read, imported: new Map<WorkstationId, number>(read.imported) };
}

type Account = { readonly standing: { refusal(): unknown; isTried(): boolean } };

/** Whether a source can be read here, by its account's last answer; undefined before the first request. */
export function readableOf(account: Account | null): Sources['gmail'] {
  if (account === null) return 'not-connected';
  if (account.standing.refusal() !== null) return 'signed-out';
  return account.standing.isTried() ? 'readable' : undefined;
}
