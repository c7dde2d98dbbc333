import type { Said } from '../../catalog.ts';

/** Messages about manual orders, their copies in Shopify, refunds, and possible duplicates. */
export const manual: Said = {
  'What a source tells is changed at the source': 'Те, що повідомило джерело, змінюють у самому джерелі',
  'Add a note here, or change the order where it was made':
    'Додайте тут нотатку або змініть замовлення там, де його створено',
  'the form is of another order': 'це форма іншого замовлення',
  '{number} was changed meanwhile': '{number} тим часом змінили',
  'Look at what was changed, then decide again': 'Перегляньте, що змінилося, і вирішіть ще раз',
  'Look at what was changed, then save again': 'Перегляньте, що змінилося, і збережіть ще раз',
  '{number} is cancelled': '{number} скасовано',
  'Open the order again first': 'Спершу відкрийте замовлення знову',
  '{number} is already a part of another order': '{number} вже є частиною іншого замовлення',
  'Open that order and decide there': 'Відкрийте те замовлення й вирішіть там',
  '{number} is in quarantine: nobody has checked who sent it':
    '{number} у карантині: ніхто не перевірив, хто його надіслав',
  'An order cannot be merged with itself': 'Замовлення не об’єднати із самим собою',
  'Money was given back, so it was paid': 'Кошти повертали, отже було оплачено',
  'Take the refund back first': 'Спершу приберіть запис про повернення',
  '{number} was written in {currency}': '{number} записано в {currency}',
  'Cancel it and write it anew in the other currency': 'Скасуйте його й запишіть наново в іншій валюті',
  'Money was given back in {currency} already': 'Кошти вже повертали в {currency}',
  'More was given back already than this comes to': 'Уже повернено більше, ніж тепер виходить разом',
  'Shopify tells itself what was given back': 'Про повернення коштів повідомляє сам Shopify',
  'Give the money back in Shopify': 'Поверніть кошти в Shopify',
  'Nothing is marked as paid yet': 'Оплату ще не позначено',
  'Mark the order paid first': 'Спершу позначте замовлення оплаченим',
  'an amount above zero is needed': 'потрібна сума, більша за нуль',
  'More than is left of what was paid: {amount}': 'Більше, ніж лишилося зі сплаченого: {amount}',
  '"{amount}" is no amount of {currency}': '«{amount}» — не сума в {currency}',
  'a reason is needed': 'потрібна причина',
  'Another order tells of it': 'Про нього повідомляє інше замовлення',
  'Only a manual order is made in Shopify': 'У Shopify створюють лише замовлення, внесене вручну',
  '{number} is not an open order of its own': '{number} скасовано або воно частина іншого',
  'The draft order was deleted in Shopify before it became an order':
    'Чернетку видалено в Shopify, перш ніж вона стала замовленням',
  'Try again to make a new one': 'Спробуйте ще раз, щоб створити нову',
  'Shopify is still working it out': 'Shopify ще рахує',
  'Shopify’s answer was lost: what was made is looked for before it is made again':
    'Відповідь Shopify загубилася: перш ніж створювати ще раз, Orderbell шукає зроблене',
  'Another computer was asked for it as well: what it made is looked for before it is made again':
    'Про це попросили й на іншому комп’ютері: перш ніж створювати, Orderbell шукає зроблене там',
  '{name} has just asked for it at another computer': 'Про це щойно попросили на іншому комп’ютері: {name}',
  'Try again in five minutes if it is not in Shopify by then':
    'Якщо за п’ять хвилин його не буде в Shopify, спробуйте ще раз',
  'Shopify comes to {there}, the order to {here}': 'У Shopify виходить {there}, у замовленні {here}',
  'Look at the taxes and the currency of {name} in Shopify, or write the order there by hand':
    'Перевірте в Shopify податки й валюту {name} або внесіть замовлення там вручну',
};
