import type { UkrainianOf } from '../catalog.ts';
import type { updates as english } from '../en/updates.ts';

export const updates = {
  app: 'Цей застосунок',
  appLead: 'Яка версія тут працює і коли вона запускається.',
  version: 'Версія {{version}}',
  ready: 'Новіша версія',
  offer: 'Версія {{version}} уже тут. Вона встановиться, коли Orderbell закриють, або зараз.',
  offerAsked:
    'Версія {{version}} уже тут. Її встановить кнопка «Перезапустити зараз»; система запитає пароль.',
  restart: 'Перезапустити зараз',
  later: 'Не зараз: встановити, коли Orderbell закриють',
  laterAsked: 'Не зараз: запропонувати знову після наступного запуску Orderbell',
  notRestarted: 'Не перезапущено',
  readyHint: 'Версія {{version}} уже тут і встановиться, коли Orderbell закриють.',
  look: 'Шукати оновлення',
  looking: 'Триває пошук новішої версії…',
  lookFailed: 'Не вдалося пошукати оновлення',
  newest: 'Найновіша, станом на {{time}}. Orderbell шукає сам що чотири години.',
  notLooked: 'Orderbell сам шукає новіші версії, що чотири години.',
  'off_not-installed': 'Це не встановлений застосунок: оновлює його той, хто його запустив.',
  'off_no-source': 'Ця збірка не знає, де публікують новіші. Попросіть інсталятор.',
  off_unsigned:
    'Ця збірка не підписана, тож підроблене оновлення не відрізнити від справжнього. Вона лишається, як є.',
  'off_by-hand': 'Її розпаковано вручну. Самі оновлюються AppImage і пакет deb.',
  startup: 'Запускати Orderbell, коли ви входите в систему',
  startupMeans: 'Щоб замовлення дзвонили з першої хвилини',
  startupFailed: 'Час запуску Orderbell не змінено',
  news: 'Що нового',
  newsRead: 'Далі',
} as const satisfies UkrainianOf<typeof english>;
