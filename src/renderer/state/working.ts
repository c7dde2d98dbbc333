import type { Client } from '../lib/client/client.ts';

/** Reports to main whether a restart would lose work in this window: then no update is offered. */
export function createWorking(client: Client) {
  const parts = new Set<string>();
  return {
    /** @param part the component that holds the work; each reports for itself */
    set(part: string, on: boolean): void {
      const before = parts.size > 0;
      if (on) parts.add(part);
      else parts.delete(part);
      const now = parts.size > 0;
      // an app that does not answer does not restart either
      if (now !== before) client.call('updates.working', { on: now }).catch(() => undefined);
    },
  };
}
