import { createStore } from 'zustand/vanilla';
import type { VariantView } from '../../../../shared/views.ts';
import type { CallError, Client } from '../../../lib/client/client.ts';
import { toCallError } from '../../../lib/client/client.ts';
import type { Clock } from '../../../lib/clock.ts';

export type Found =
  | { readonly state: 'idle' }
  | { readonly state: 'failed'; readonly text: string; readonly error: CallError }
  | { readonly state: 'ready'; readonly text: string; readonly variants: readonly VariantView[] };

const settleMs = 80;

/** Searches products while the user types. Only the last request counts, whichever answer comes last. */
export function createPickerSearch(client: Pick<Client, 'call'>, clock: Pick<Clock, 'after'>) {
  const store = createStore<Found>(() => ({ state: 'idle' }));
  let turn = 0;
  let cancel: (() => void) | null = null;
  let waiting: ((variants: readonly VariantView[]) => void) | null = null;

  async function ask(text: string, mine: number): Promise<void> {
    const found = await client.call('catalogue.search', { text: text.trim().slice(0, 200) }).then(
      (variants): Found => ({ state: 'ready', text, variants }),
      (thrown: unknown): Found => ({ state: 'failed', text, error: toCallError(thrown) }),
    );
    if (mine !== turn) return;
    const work = waiting;
    waiting = null;
    store.setState(found, true);
    if (found.state === 'ready') work?.(found.variants);
  }

  return {
    ...store,
    search(text: string): void {
      waiting = null;
      turn += 1;
      const mine = turn;
      cancel?.();
      cancel = clock.after(text === '' ? 0 : settleMs, () => void ask(text, mine));
    },
    /** Runs `work` with the answer to the latest request, unless another request starts first or it fails. */
    whenAnswered(work: (variants: readonly VariantView[]) => void): void {
      waiting = work;
    },
    stop(): void {
      waiting = null;
      turn += 1;
      cancel?.();
    },
  };
}
