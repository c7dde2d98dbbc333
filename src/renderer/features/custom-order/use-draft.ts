import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { DraftId } from '../../../shared/ids.ts';
import type { DraftDetail } from '../../../shared/views.ts';
import { useClient } from '../../client/context.tsx';
import type { Asked } from '../../state/asked-store.ts';
import { createAskedStore } from '../../state/asked-store.ts';
import { browserClock } from '../../state/clock.ts';

/** One draft order, asked for again whenever it changes. */
export function useDraft(id: DraftId): {
  readonly detail: Asked<DraftDetail>;
  readonly ask: () => void;
  /** Shows how it stands after something was done to it. */
  readonly take: (now: DraftDetail) => void;
} {
  const client = useClient();
  const [store] = useState(() =>
    createAskedStore({
      client,
      clock: browserClock,
      ask: () => client.call('drafts.get', { id }),
      when: (event) =>
        event.kind === 'app-changed' ||
        (event.kind === 'drafts-changed' && (event.ids.length === 0 || event.ids.includes(id))),
    }),
  );
  useEffect(() => store.start(), [store]);
  return { detail: useStore(store), ask: () => void store.refresh(), take: store.take };
}
