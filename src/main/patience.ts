import { z } from 'zod';
import { Problem } from '../shared/problem.ts';
import { headerOf } from './answer-header.ts';
import type { Clock } from './ports.ts';

/** Blocks requests to one service until the time it asked for with `Retry-After` has passed. Applies to all its endpoints. */
export type Patience = {
  /** @throws Problem `unreachable` with the remaining time while the service is blocked; nothing was sent then */
  check(): void;
  /** Records the `Retry-After` header of a response. */
  heard(retryAfter: string | null): void;
  /** Sends the request if the service is not blocked, and records the `Retry-After` of a thrown response. */
  keep<T>(ask: () => Promise<T>): Promise<T>;
  /** Records the `Retry-After` of a thrown response. */
  heardIn(error: unknown): void;
};

/** A wrong header must not stop intake for longer than this. */
const longestMs = 60 * 60_000;

export function createPatience(service: string, clock: Pick<Clock, 'now' | 'uptime'>): Patience {
  /** By uptime, which does not change when the system clock is set. */
  let until = Number.NEGATIVE_INFINITY;
  const patience: Patience = {
    check() {
      const left = Math.ceil(until - clock.uptime());
      if (left > 0) {
        throw new Problem('unreachable', `${service} is limiting requests for a while`, {
          retryAfterMs: left,
        });
      }
    },
    heard(retryAfter) {
      const ms = retryAfterMs(retryAfter, clock.now());
      if (ms !== null) until = Math.max(until, clock.uptime() + ms);
    },
    async keep(ask) {
      patience.check();
      try {
        return await ask();
      } catch (error) {
        patience.heardIn(error);
        throw error;
      }
    },
    heardIn: (error) => patience.heard(retryAfterIn(error)),
  };
  return patience;
}

/** Limits a wait in milliseconds to between zero and one hour. */
export const bearable = (ms: number): number => Math.min(Math.max(0, ms), longestMs);

/** Parses seconds or a date, as HTTP allows; a date is by the server's clock, which may be days off. */
export function retryAfterMs(header: string | null, now: number): number | null {
  if (header === null) return null;
  const seconds = Number(header);
  const wait = Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(header) - now;
  return Number.isNaN(wait) ? null : bearable(wait);
}

const thrownSchema = z.object({
  cause: z.unknown().optional(),
  response: z.object({ headers: z.unknown().optional() }).optional().catch(undefined),
});

/** Finds the header in the response of a thrown error or of its cause. */
export function retryAfterIn(error: unknown): string | null {
  const thrown = thrownSchema.safeParse(error).data;
  if (thrown === undefined) return null;
  return headerOf(thrown.response?.headers, 'retry-after') ?? retryAfterIn(thrown.cause);
}
