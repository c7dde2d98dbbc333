import { createContext, useContext } from 'react';
import { useApp } from '../../../state/context.tsx';

const OfForm = createContext<string | null>(null);
/** Sets the currency of a form; null: the shop's. */
export const CurrencyOfForm = OfForm.Provider;

/** The currency of a form: an order being changed may have another one than the shop has now. */
export function useCurrency(): string {
  const { currency } = useApp();
  return useContext(OfForm) ?? currency;
}
