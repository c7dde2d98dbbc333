import { expect, it } from 'vitest';
import { namedOrders, surelyNamed } from '../../../../src/main/intake/gmail/named-order.ts';
import { orderIdSchema } from '../../../../src/shared/ids.ts';

const numbered = (...numbers: readonly string[]) =>
  numbers.map((number) => ({ id: orderIdSchema.parse(`mail:x:${number}`), number }));

it.each([
  ['Order BD-1 was cancelled', ['BD-1', 'BD-12'], ['BD-1']],
  ['order bd-1.', ['BD-1'], ['BD-1']],
  ['(#4071583)', ['4071583'], ['4071583']],
  ['№ 17 скасовано', ['17'], ['17']],
  ['Order BD-12 was cancelled', ['BD-1', '12'], []],
  ['BD-1 and BD-2', ['BD-1', 'BD-2'], ['BD-1', 'BD-2']],
  ['Order #42 was cancelled', ['42', '42'], ['42']],
  ['you get 17 UAH back', ['17'], []],
  ['1240.50 UAH', ['1240'], []],
  ['12.1240 UAH', ['1240'], []],
  ['Refund: 1240 UAH', ['1240'], []],
  ['Повернення 1240 грн.', ['1240'], []],
  ['zwrot 1240zł', ['1240'], []],
  ['€ 1240 back', ['1240'], []],
  ['UAH 1240', ['1240'], []],
  ['1240 € 24.00', ['1240'], ['1240']],
  ['BD-1-A', ['BD-1'], []],
  ['x/BD-1', ['BD-1'], []],
  ['', ['BD-1'], []],
])('finds in %j of the orders %j those that it names: %j', (text, numbers, found) => {
  expect(namedOrders(numbered(...numbers), [text])).toEqual(found.map((number) => `mail:x:${number}`));
});

it.each([
  ['7 Lypska Street, 1240 Kyiv, 2026', ['1240', '2026'], []],
  ['Order #1240 was cancelled', ['1240'], ['1240']],
  ['№ 1240 скасовано', ['1240'], ['1240']],
  ['Order 4071583 was cancelled', ['4071583'], ['4071583']],
  ['Order BD-1 was cancelled', ['BD-1'], ['BD-1']],
])(
  'finds in %j of the orders %j those that no sum, year or postcode could be: %j',
  (text, numbers, found) => {
    expect(surelyNamed(numbered(...numbers), [text])).toEqual(found.map((number) => `mail:x:${number}`));
  },
);
