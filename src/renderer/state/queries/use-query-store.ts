import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { AppEvent } from '../../../shared/contract.ts';
import type { Client } from '../../lib/client/client.ts';
import { useClient } from '../../lib/client/context.tsx';
import { browserClock } from '../../lib/clock.ts';
import type { Asked } from './query-store.ts';
import { createQueryStore } from './query-store.ts';

/** A value from main for one component, loaded while it is mounted. `ask` and `when` are those of the first render. */
export function useQueryStore<T>(
  ask: (client: Client) => Promise<T>,
  when: (event: AppEvent, shown: T | null) => boolean,
): {
  readonly asked: Asked<T>;
  readonly refresh: () => Promise<void>;
  /** Stores the answer of a command. */
  readonly take: (now: T) => void;
} {
  const client = useClient();
  const [store] = useState(() =>
    createQueryStore({ client, clock: browserClock, ask: () => ask(client), when }),
  );
  useEffect(() => store.start(), [store]);
  return { asked: useStore(store), refresh: store.refresh, take: store.take };
}
