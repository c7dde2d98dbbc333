import type { Said } from '../../catalog.ts';

/** Messages about customers: merging, notes and erasure. */
export const customers: Said = {
  'There is no customer of this order': 'У цього замовлення немає клієнта',
  'They have {orders} orders by now, not {told}': 'Тепер у клієнта замовлень {orders}, а не {told}',
  'Look at the customer again': 'Перегляньте клієнта ще раз',
  'Order {number} is still open': 'Замовлення {number} ще відкрите',
  'Hand it over or cancel it first: nobody could deliver it without its name and address':
    'Спершу передайте або скасуйте його: без імені й адреси його ніхто не доставить',
  'The draft order {name} is still open': 'Рахунок {name} ще відкритий',
  'Close it first: its link shows who it is for': 'Спершу закрийте його: за посиланням видно, для кого він',
  'Delete it in Shopify first: its link shows who it is for':
    'Спершу видаліть його в Shopify: за посиланням видно, для кого він',
  'There is no such note': 'Такої нотатки немає',
  'These are one customer already': 'Це вже один клієнт',
  'These are one customer: split them instead': 'Це один клієнт: його можна розділити',
  'There is nothing to split': 'Розділяти нічого',
};
