import type { UkrainianOf } from '../catalog.ts';
import type { manualOrder as english } from '../en/manual-order.ts';

export const manualOrder = {
  title: 'Нове замовлення',
  create: 'Створити замовлення',
  afterwards: 'Відкриється у вхідних, команда почує дзвінок.',
  payment: 'Оплата',
  paymentState: 'Стан',
  pending: 'Не оплачено',
  paid: 'Оплачено',
  method: 'Спосіб',
  methodHint: 'Виберіть або впишіть',
  methodCash: 'Готівка',
  methodCard: 'Картка',
  methodTransfer: 'Переказ на рахунок',
  methodOnDelivery: 'Під час отримання',
} as const satisfies UkrainianOf<typeof english>;
