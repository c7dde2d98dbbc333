import type { ByLanguage, Language } from '../../shared/languages.ts';
import type { Order } from '../../shared/order.ts';

const noNumber: ByLanguage<string> = {
  en: 'Order without a number',
  uk: 'Замовлення без номера',
  pl: 'Zamówienie bez numeru',
};

/** Names an order in a native notification, which must not have an empty title. */
export const orderTitle = ({ content: { number } }: Order, language: Language): string =>
  number || noNumber[language];
