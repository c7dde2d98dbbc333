import type { UkrainianOf } from '../catalog.ts';
import type { chats as english } from '../en/chats.ts';

export const chats = {
  title: 'Чати',
  empty: 'Боту ще ніхто не писав.',
  emptyOff: 'Чат-бота не підключено.',
  emptyHint: 'Тут з’являться ті, хто попросить у бота каталог або менеджера.',
  connect: 'Підключити ManyChat',
  seeSetup: 'Налаштування чат-бота',
  failed: 'Не вдалося відкрити чати',
  failedStill: 'Бот відповідає далі, нічого з почутого не губиться.',
  stale: 'Не найновіше: {{message}}',
  group_wanting: 'Чекають на менеджера',
  group_others: 'Говорили з ботом',
  wantsManager: 'просить менеджера',
  noWords: 'ще нічого не написано',
  words: '«{{words}}»',
  touches_one: '{{count}} візит',
  touches_few: '{{count}} візити',
  touches_many: '{{count}} візитів',
  touches_other: '{{count}} візиту',
  openChat: 'Відкрити чат',
  openChatOf: 'Відкрити чат: {{name}}',
  newOrder: 'Створити рахунок',
  newOrderOf: 'Створити рахунок: {{name}}',
} as const satisfies UkrainianOf<typeof english>;
