import { createContext, useContext } from 'react';
import { useApp } from '../state/context.tsx';

const OfForm = createContext<string | null>(null);
/** Gives a form the currency it was written in; null: the shop's. */
export const CurrencyOfForm = OfForm.Provider;

/** What a form's amounts are in: the shop may count in another currency by now than an order that is changed. */
export function useCurrency(): string {
  const { currency } = useApp();
  return useContext(OfForm) ?? currency;
}
