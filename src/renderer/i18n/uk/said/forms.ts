import type { Said } from '../../catalog.ts';

/** Complaints about what was typed, and about amounts. */
export const forms: Said = {
  'not understood': 'незрозуміло',
  'an amount looks like 12,50': 'сума має вигляд 12,50',
  'a time looks like 17:30': 'час має вигляд 17:30',
  'a day is written 2026-11-24': 'день пишеться так: 2026-11-24',
  'a range ends after it begins': 'проміжок закінчується після початку',
  'it ends before it begins': 'кінець раніше за початок',
  'an item needs a title': 'впишіть, що це за товар',
  'a tag has at most 40 characters': 'у мітці щонайбільше 40 знаків',
  'a tag has no comma': 'у мітці не буває коми',
  'at most 50 tags': 'щонайбільше 50 міток',
  'at least 1': 'щонайменше 1',
  'not an e-mail address': 'це не адреса пошти',
  'not a telephone number': 'це не номер телефону',
  'not a customer of Shopify': 'це не клієнт у Shopify',
  'add at least one item': 'додайте хоча б один товар',
  'a name or a phone is needed': 'потрібне ім’я або телефон',
  'a subscriber id is a string of digits': 'subscriber id складається лише з цифр',
  'not a source': 'такого джерела немає',
  'a currency is three capital letters, for example UAH': 'валюта — це три великі літери, наприклад UAH',
  '"{currency}" is not a currency': '«{currency}» — не валюта',
  '"{decimal}" is not an amount': '«{decimal}» — не сума',
  '"{decimal}" has more than {digits} decimal places of {currency}':
    '«{decimal}»: забагато знаків після коми, для {currency} їх щонайбільше {digits}',
  '"{decimal}" is too large to be kept exactly': '«{decimal}» — завелика сума, щоб зберегти її точно',
  'the amount is too large to be kept exactly': 'сума завелика, щоб зберегти її точно',
  'an amount cannot be below zero': 'сума не може бути меншою за нуль',
  'cannot add {one} to {other}': 'не можна додати {one} до {other}',
  'write something': 'напишіть щось',
  'a mail needs a subject': 'листу потрібна тема',
};
