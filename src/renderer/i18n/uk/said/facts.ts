import type { Said } from '../../catalog.ts';

/** What a connection is known to hold: the names of the facts, and their values that are words. */
export const facts: Said = {
  Shop: 'Крамниця',
  Currency: 'Валюта',
  Webhooks: 'Вебхуки',
  'not asked yet': 'ще не перевірено',
  'no public address': 'немає публічної адреси',
  'not set up': 'не налаштовано',
  '{count} topics': 'подій: {count}',
  Products: 'Товарів',
  'Order senders': 'Відправників',
  'Mails still to fetch': 'Листів отримати',
  'Mails still to read': 'Листів прочитати',
  Location: 'Розташування',
  'Entries in BigQuery': 'Записів завантажено',
  'Entries waiting': 'Записів чекає',
  'Entries parked': 'Записів відкладено',
  'Last load': 'Останнє завантаження',
  '{job}, {rows} rows': '{job}, рядків: {rows}',
  Attention: 'Увага',
  'BigQuery deletes this table after 60 days': 'BigQuery видалить цю таблицю через 60 днів',
  Managers: 'Менеджерів',
  'Notices parked': 'Сповіщень відкладено',
  reachable: 'отримає сповіщення',
  'not known': 'невідомо',
  Address: 'Адреса',
};
