import { createStore } from 'zustand/vanilla';
import type { VariantView } from '../../shared/views.ts';
import type { CallError, Client } from '../client/client.ts';
import { toCallError } from '../client/client.ts';
import type { Clock } from '../state/clock.ts';

export type Found =
  | { readonly state: 'idle' }
  | { readonly state: 'failed'; readonly text: string; readonly error: CallError }
  | { readonly state: 'ready'; readonly text: string; readonly variants: readonly VariantView[] };

const settleMs = 80;

/** Looks products up as they are typed. The last question wins, whichever answer comes last. */
export function createPickerSearch(client: Pick<Client, 'call'>, clock: Pick<Clock, 'after'>) {
  const store = createStore<Found>(() => ({ state: 'idle' }));
  let turn = 0;
  let cancel: (() => void) | null = null;

  async function ask(text: string, mine: number): Promise<void> {
    try {
      const variants = await client.call('catalogue.search', { text: text.trim().slice(0, 200) });
      if (mine === turn) store.setState({ state: 'ready', text, variants }, true);
    } catch (error) {
      if (mine === turn) store.setState({ state: 'failed', text, error: toCallError(error) }, true);
    }
  }

  return {
    ...store,
    search(text: string): void {
      turn += 1;
      const mine = turn;
      cancel?.();
      cancel = clock.after(text === '' ? 0 : settleMs, () => void ask(text, mine));
    },
    stop(): void {
      turn += 1;
      cancel?.();
    },
  };
}
export type PickerSearch = ReturnType<typeof createPickerSearch>;
