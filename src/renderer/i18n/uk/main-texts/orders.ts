import type { Said } from '../../catalog.ts';

/** Why an order action or a bulk action is refused; what is stored of lists. */
export const orders: Said = {
  'The order is not there any more': 'Замовлення вже немає',
  'It is not known any more what was changed': 'Уже невідомо, що саме було змінено',
  'Change the orders back by hand': 'Поверніть замовлення вручну',
  '{name} has taken it': 'Його взяв уже хтось інший: {name}',
  'Open the order to take it over': 'Відкрийте замовлення, щоб узяти його собі',
  'There is nothing left to do on it, so it cannot be put off':
    'На ньому вже нема чого робити, тож його не відкласти',
  'Another order tells it, and is worked on in its place': 'Про нього каже інше замовлення, працюють над тим',
  'Somebody has changed it since': 'Відтоді його хтось змінив',
  'There are {count} saved views already': 'Збережених добірок уже {count}',
  'Remove one that nobody uses': 'Приберіть ту, якою ніхто не користується',
  'a view needs a name': 'добірці потрібна назва',
  'a tag is one line': 'мітка — це один рядок',
  'more is left than was ordered': 'лишилося більше, ніж замовлено',
};
