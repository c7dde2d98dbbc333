import { createStore } from 'zustand/vanilla';
import type { DraftView } from '../../../shared/draft.ts';
import type { StockView } from '../../../shared/views.ts';
import type { Client } from '../../lib/client/client.ts';
import { toCallError } from '../../lib/client/client.ts';
import type { Clock } from '../../lib/clock.ts';
import type { StockWarning } from './lines/stock-warnings.ts';
import { stockWarnings } from './lines/stock-warnings.ts';
import { readCalculateForm } from './read-form.ts';
import { createCalculation } from './totals/calculation.ts';
import type { FormValues } from './values.ts';

type Parts = {
  readonly client: Pick<Client, 'call'>;
  readonly clock: Pick<Clock, 'after'>;
  readonly currency: string;
  /** False for an order without payment in Shopify's checkout. */
  readonly calculates: boolean;
  /** The pieces that Shopify reserves for it already. */
  readonly reserved?: DraftView['variants'];
};

/** Warnings before the form is sent: Shopify's price, and items that are out of stock. */
export function createAdvice({ client, clock, currency, calculates, reserved = [] }: Parts) {
  const calculation = createCalculation(client, clock);
  const warnings = createStore<readonly (StockWarning | null)[]>(() => []);
  const known = new Map<string, StockView>();
  let items: FormValues['items'] = [];

  const warn = (): void => {
    const next = stockWarnings(items, known, reserved);
    if (JSON.stringify(next) !== JSON.stringify(warnings.getState())) warnings.setState(next, true);
  };
  function learn(stocks: readonly StockView[]): void {
    for (const stock of stocks) known.set(stock.variantId, stock);
    warn();
  }

  /** The local catalogue answers at once; Shopify's answer corrects it. */
  async function askCatalogue(variantIds: readonly string[]): Promise<void> {
    const told = await client.call('catalogue.stock', { variantIds }).catch((thrown: unknown) => {
      const error = toCallError(thrown);
      return error.kind === 'bug' ? Promise.reject(error) : []; // unknown stock gives no warning
    });
    learn(told.filter(({ variantId }) => !known.has(variantId)));
  }

  calculation.subscribe((answer) => {
    if (answer.state !== 'ready') return;
    learn(answer.last.lines.map(({ stock }) => stock).filter((stock) => stock !== null));
  });
  const asked = new Set<string>();

  return {
    calculation,
    warnings,
    look(values: FormValues): void {
      items = values.items;
      warn();
      const unknown = [...new Set(items.map(({ variantId }) => variantId))].filter(
        (variantId) => variantId !== '' && !asked.has(variantId),
      );
      if (unknown.length > 0) {
        for (const variantId of unknown) asked.add(variantId);
        void askCatalogue(unknown);
      }
      if (calculates) calculation.look(readCalculateForm(values, currency));
    },
    stop: calculation.stop,
  };
}
export type Advice = ReturnType<typeof createAdvice>;
