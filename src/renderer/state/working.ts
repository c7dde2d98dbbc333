import type { Client } from '../client/client.ts';

/** Tells main whether this window holds work that a restart would break off: then no newer version is offered. */
export function createWorking(client: Client) {
  const parts = new Set<string>();
  return {
    /** @param part what holds the work; each tells of its own */
    set(part: string, on: boolean): void {
      const before = parts.size > 0;
      if (on) parts.add(part);
      else parts.delete(part);
      const now = parts.size > 0;
      // an app that does not answer restarts nothing either
      if (now !== before) client.call('updates.working', { on: now }).catch(() => undefined);
    },
  };
}
