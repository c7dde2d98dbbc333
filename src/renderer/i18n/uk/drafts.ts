import type { UkrainianOf } from '../catalog.ts';
import type { drafts as english } from '../en/drafts.ts';

export const drafts = {
  title: 'Чернетки',
  make: 'Створити рахунок',
  empty: 'Рахунків ще немає.',
  emptyHint: 'Домовтеся в чаті, створіть посилання — оплачене замовлення надійде саме.',
  failed: 'Не вдалося відкрити чернетки',
  failedStill: 'Надіслані посилання працюють.',
  stale: 'Не найновіше: {{message}}',
  group_attention: 'Потребують уваги',
  group_waiting: 'Чекають на оплату',
  group_paid: 'Оплачені',
  group_gone: 'Видалені в Shopify',
  state_creating: 'створюється',
  state_calculating: 'рахується',
  state_ready: 'посилання готове',
  state_sent: 'посилання надіслано',
  state_paid: 'оплачено',
  state_failed: 'не створено',
  state_deleted: 'видалено',
  noName: 'ще без номера',
  copy: 'Копіювати посилання',
  copied: 'Скопійовано',
  openOrder: 'Відкрити',
  see: 'Чому не створено',
} as const satisfies UkrainianOf<typeof english>;
