import type { UkrainianOf } from '../catalog.ts';
import type { manualOrder as english } from '../en/manual-order.ts';

export const manualOrder = {
  title: 'Нове замовлення',
  create: 'Створити замовлення',
  afterwards: 'Відкриється у вхідних, команда почує дзвінок.',
  payment: 'Оплата',
  pay_onDelivery: 'Під час отримання',
  pay_onDeliveryHint: 'Покупець заплатить кур’єрові. Поки не оплачено.',
  pay_transfer: 'Переказ на рахунок',
  pay_transferHint: 'Покупець переказує сам. Не оплачено, доки кошти не надійшли.',
  pay_paid: 'Уже оплачено',
  pay_paidHint: 'Кошти отримано.',
  method: 'Чим оплачено',
  inShopify: 'Створити також у Shopify',
  inShopifyHint:
    'Один раз. Усе, що повідомить про нього Shopify, лишиться при цьому замовленні й ще раз не дзвонитиме.',
  editTitle: 'Змінити {{number}}',
  save: 'Зберегти зміни',
  editAfterwards: 'Номер лишається тим самим; перебіг скаже, що змінено.',
  formFailed: 'Не вдалося відкрити форму цього замовлення',
  methodHint: 'Виберіть або впишіть',
  methodCash: 'Готівка',
  methodCard: 'Картка',
  methodTransfer: 'Переказ на рахунок',
} as const satisfies UkrainianOf<typeof english>;
