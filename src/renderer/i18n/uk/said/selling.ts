import type { Said } from '../../catalog.ts';

/** Pay links and the draft orders behind them. */
export const selling: Said = {
  'No Shopify shop is connected': 'Крамницю Shopify не підключено',
  'Connect Shopify on the setup page': 'Підключіть Shopify на сторінці «Підключення»',
  'Shopify did not answer': 'Shopify не відповів',
  'Shopify has no terms to pay the rest of a deposit later':
    'У Shopify немає умов, за якими решту після завдатку можна сплатити пізніше',
  'Ask for the whole amount': 'Попросіть сплатити всю суму',
  'The draft order was deleted in Shopify': 'Рахунок видалено в Shopify',
  'the draft order is not in the ledger': 'рахунка немає в журналі замовлень',
  '{name} has the earlier content and is already an order':
    '{name} має попередній зміст і вже став замовленням',
  'Start a new form for what has changed': 'Для змін почніть нову форму',
  '{name} has the earlier content and cannot be deleted':
    '{name} має попередній зміст, і видалити його не вдається',
  'Delete it in Shopify, then send the form again': 'Видаліть його в Shopify і надішліть форму ще раз',
};
