import { createStore } from 'zustand/vanilla';
import type { CalculateForm } from '../../../../shared/forms.ts';
import type { CalculationView } from '../../../../shared/views.ts';
import type { CallError, Client } from '../../../lib/client/client.ts';
import { toCallError } from '../../../lib/client/client.ts';
import type { Clock } from '../../../lib/clock.ts';

/** `last` is Shopify's answer to an earlier version of the form: its delivery rates may still be useful. */
export type Calculation =
  /** The form has nothing to calculate yet. */
  | { readonly state: 'idle'; readonly last: CalculationView | null }
  | { readonly state: 'asking'; readonly isSlow: boolean; readonly last: CalculationView | null }
  | { readonly state: 'failed'; readonly error: CallError; readonly last: CalculationView | null }
  /** Always for the current form. */
  | { readonly state: 'ready'; readonly last: CalculationView };

const settleMs = 400;
const slowMs = 3000;
const againMs = 15_000;

/**
 * Lets Shopify calculate the form while it is typed. Only the answer to the last request counts; unreachable requests are
 * retried.
 */
export function createCalculation(client: Pick<Client, 'call'>, clock: Pick<Clock, 'after'>) {
  const store = createStore<Calculation>(() => ({ state: 'idle', last: null }));
  let turn = 0;
  let asked = '';
  let cancels: readonly (() => void)[] = [];
  const plan = (ms: number, work: () => void): void => {
    cancels = [...cancels, clock.after(ms, work)];
  };
  function drop(): void {
    turn += 1;
    for (const cancel of cancels) cancel();
    cancels = [];
  }

  function ask(form: CalculateForm, waitMs: number): void {
    drop();
    const mine = turn;
    const { last } = store.getState();
    plan(waitMs, () => {
      plan(slowMs, () => store.setState({ state: 'asking', isSlow: true, last }, true));
      void client.call('drafts.calculate', form).then(
        (view) => settle(mine, { state: 'ready', last: view }),
        (thrown: unknown) => {
          const error = toCallError(thrown);
          settle(mine, { state: 'failed', error, last });
          const mayHelp = error.kind === 'unreachable' || error.kind === 'throttled';
          if (mine === turn && mayHelp) plan(againMs, () => ask(form, 0));
        },
      );
    });
  }

  function settle(mine: number, answer: Calculation): void {
    if (mine !== turn) return;
    for (const cancel of cancels) cancel();
    cancels = [];
    store.setState(answer, true);
  }

  return {
    ...store,
    /** @param form null while there is nothing to calculate */
    look(form: CalculateForm | null): void {
      const text = form === null ? '' : JSON.stringify(form);
      if (text === asked) return;
      asked = text;
      const { last } = store.getState();
      if (form === null) {
        drop();
        store.setState({ state: 'idle', last }, true);
        return;
      }
      store.setState({ state: 'asking', isSlow: false, last }, true);
      ask(form, settleMs);
    },
    stop(): void {
      asked = '';
      drop();
    },
  };
}
export type FormCalculation = ReturnType<typeof createCalculation>;
