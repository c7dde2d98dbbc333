import type { Clock, Log } from '../ports.ts';

const everyMs = 60_000;

/**
 * For warnings that anyone outside can cause, and that could push all other lines out of the log. One a minute is written per
 * message and `reason`; the next of its kind has the number of those dropped. There are only a few reasons.
 */
export function rateLimited(log: Log, clock: Pick<Clock, 'uptime'>): Log {
  const kinds = new Map<string, { readonly since: number; more: number }>();
  return {
    ...log,
    warn(message, fields) {
      const kind = JSON.stringify([message, fields?.reason]);
      const now = clock.uptime();
      const last = kinds.get(kind);
      if (last && now - last.since < everyMs) {
        last.more += 1;
        return;
      }
      kinds.set(kind, { since: now, more: 0 });
      log.warn(message, { ...fields, ...(last && last.more > 0 && { more: last.more }) });
    },
    scoped: (scope) => rateLimited(log.scoped(scope), clock),
  };
}
