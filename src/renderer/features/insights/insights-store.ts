import { createStore } from 'zustand/vanilla';
import type { Input } from '../../../shared/contract.ts';
import type { Insights } from '../../../shared/insights/report.ts';
import type { Client } from '../../lib/client/client.ts';
import { toCallError } from '../../lib/client/client.ts';
import type { Clock } from '../../lib/clock.ts';
import { ownStore } from '../../state/queries/own-store.ts';
import type { Asked } from '../../state/queries/query-store.ts';

type Question = Input<'insights.get'>;

/** Changes are collected for this long, because each request sums up the whole range. */
const settleMs = 10_000;
const everyMs = 300_000;

/** The order statistics of one date range at a time. Started by its own page. */
export function createInsightsStore({ client, clock }: { readonly client: Client; readonly clock: Clock }) {
  const store = createStore<Asked<Insights>>(() => ({ state: 'loading' }));
  let question: Question | null = null;
  let turn = 0;

  async function refresh(): Promise<void> {
    if (question === null) return;
    turn += 1;
    const mine = turn;
    try {
      const value = await client.call('insights.get', question);
      if (mine === turn) store.setState({ state: 'ready', value, error: null }, true);
    } catch (thrown) {
      if (mine !== turn) return;
      const error = toCallError(thrown);
      const before = store.getState();
      store.setState(before.state === 'ready' ? { ...before, error } : { state: 'failed', error }, true);
    }
  }

  return {
    ...store,
    refresh,
    /** Shows another range or source. The data on screen stays until the answer arrives. */
    async show(next: Question): Promise<void> {
      if (JSON.stringify(next) === JSON.stringify(question)) return;
      question = next;
      await refresh();
    },
    /** @returns the function that stops it */
    start(): () => void {
      let next: { readonly at: number; readonly cancel: () => void } | null = null;
      /** A user's request skips the delay. */
      const soon = (ms: number): void => {
        const at = clock.now() + ms;
        if (next && next.at <= at) return;
        next?.cancel();
        const cancel = clock.after(ms, () => {
          next = null;
          void refresh();
        });
        next = { at, cancel };
      };
      const ends = [
        client.on(({ kind }) => {
          if (kind === 'app-changed' || kind === 'insights-changed') soon(0);
          if (kind === 'orders-changed' || kind === 'chats-changed' || kind === 'drafts-changed') {
            soon(settleMs);
          }
        }),
        // the date changes
        clock.every(everyMs, () => void refresh()),
      ];
      // changes that came while the page was closed
      void refresh();
      return () => {
        next?.cancel();
        next = null;
        for (const end of ends) end();
      };
    },
  };
}

export const insightsStore = ownStore(createInsightsStore);
