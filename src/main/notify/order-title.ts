import type { Language } from '../../shared/languages.ts';
import type { Order } from '../../shared/order.ts';
import { textsOf } from '../../shared/texts.ts';

/** Names an order in a native notification, which must not have an empty title. */
export const orderTitle = ({ content: { number } }: Order, language: Language): string =>
  number || textsOf(language, 'notification')('noNumber');
