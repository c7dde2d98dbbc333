import { z } from 'zod';
import { Problem } from '../shared/problem.ts';
import { headerOf } from './answer-header.ts';
import type { Clock } from './ports.ts';

/**
 * Keeps to the time a service asks for with `Retry-After`. What one question was answered holds for every other: a service
 * that has had enough of one has had enough of all.
 */
export type Patience = {
  /** @throws Problem `unreachable` while that time has not passed, with what is left of it; nothing has left then */
  check(): void;
  /** Told the header of an answer. */
  heard(retryAfter: string | null): void;
  /** Asks where that may be done, and hears what an answer that is thrown asks for. */
  keep<T>(ask: () => Promise<T>): Promise<T>;
  /** Hears the same of an answer that was thrown. */
  heardIn(error: unknown): void;
};

/** Longer than this nobody is left alone for one header's sake: a slip of theirs would keep the shop from its orders. */
const longestMs = 60 * 60_000;

export function createPatience(service: string, clock: Pick<Clock, 'now' | 'uptime'>): Patience {
  /** By the time since the computer was started: a clock that is set by hand changes nothing. */
  let until = Number.NEGATIVE_INFINITY;
  const patience: Patience = {
    check() {
      const left = Math.ceil(until - clock.uptime());
      if (left > 0) {
        throw new Problem('unreachable', `${service} asked to be left alone for a while`, {
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

/** What a service asks for, in milliseconds, as far as it is waited for: never less than nothing, nor more than an hour. */
export const bearable = (ms: number): number => Math.min(Math.max(0, ms), longestMs);

/** Seconds or a date, as HTTP allows; a date is of their clock, and may be days from this one's. */
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

/** The header of the answer that made a library throw, or of the one that made a problem of that. */
export function retryAfterIn(error: unknown): string | null {
  const thrown = thrownSchema.safeParse(error).data;
  if (thrown === undefined) return null;
  return headerOf(thrown.response?.headers, 'retry-after') ?? retryAfterIn(thrown.cause);
}
