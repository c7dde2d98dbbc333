import type { UkrainianOf } from '../catalog.ts';
import type { settings as english } from '../en/settings.ts';

export const settings = {
  title: 'Налаштування',
  thisComputer: 'Цей комп’ютер',
  thisComputerLead: 'Це діє одразу й лише на цьому комп’ютері.',
  soundAt: 'Дзвінок чути, гучність {{volume}} %',
  soundOff: 'Тут замовлення надходять без звуку',
  soundHint: 'Гучність, звуки і джерела, про які дзвонити, — на сторінці «Дзвінок».',
  soundOpen: 'Відкрити «Дзвінок»',
  data: 'Дані',
  dataLead: 'Замовлення крамниці лежать в одному файлі на цьому комп’ютері.',
  ledger: 'Журнал замовлень',
  ledgerSize: '{{size}}. У ньому кожне замовлення, нотатка й лист.',
  ledgerFailed: 'Невідомо, де він лежить: {{message}}',
  path: 'шлях',
  backup: 'Резервна копія',
  backupHint:
    'Закрийте Orderbell і скопіюйте теку, у якій лежить цей файл. Якщо підключено BigQuery, друга копія є там: порожній комп’ютер заповниться з неї сам.',
  backupOpen: 'Відкрити BigQuery',
  sample: 'Крамниця для проби',
  sampleHint: 'Вигадані замовлення, чати й чернетки, щоб спробувати. Прибрані вони вже не повернуться.',
  sampleRemove: 'Прибрати крамницю для проби…',
} as const satisfies UkrainianOf<typeof english>;
