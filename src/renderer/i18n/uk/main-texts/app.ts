import type { Said } from '../../catalog.ts';

/** Messages of the app, its ledger and the window. */
export const app: Said = {
  '{service} asked to be left alone for a while': '{service} просить поки не надсилати запитів',
  'The connection to {service} is not safe: its certificate is not trusted ({code})':
    'З’єднання з {service} не безпечне: його сертифікату немає довіри ({code})',
  'Set this computer’s date right; where a virus scanner or a company’s network reads along, have its certificate installed in the system, then start Orderbell again':
    'Виставте на комп’ютері правильну дату; якщо трафік переглядає антивірус або мережа компанії, встановіть їхній сертифікат у систему, потім запустіть Orderbell знову',
  'The order is in quarantine: nobody has checked who sent it':
    'Замовлення в карантині: ніхто не перевірив, хто його надіслав',
  'Release it first': 'Спершу випустіть його',
  'Its customer was erased: what is written on it is not kept':
    'Дані клієнта стерто: написане в цьому замовленні не зберігається',
  'The customer of {number} was erased: it cannot be edited any more':
    'Дані клієнта замовлення {number} стерто: його вже не можна змінити',
  '{message}. {fix}': '{message}. {fix}',
  'Orderbell is closing': 'Orderbell закривається',
  'Orderbell is opening another shop; try again in a moment':
    'Orderbell відкриває іншу крамницю; спробуйте за мить',
  'The shop could not be opened: {message}': 'Не вдалося відкрити крамницю: {message}',
  'It is tried again by itself; where that does not help, quit Orderbell and start it again':
    'Спроби тривають самі; якщо не допоможе, закрийте Orderbell і запустіть знову',
  'The sample shop is not running': 'Крамниця для проби не працює',
  'The sample shop is already removed': 'Крамницю для проби вже прибрано',
  'Something went wrong inside Orderbell. The log has the details.':
    'В Orderbell щось пішло не так. Подробиці в журналі.',
  'Orderbell does not answer': 'Orderbell не відповідає',
  'See whether it is still running on this computer.': 'Перевірте, чи він досі працює на цьому комп’ютері.',
  'Orderbell has not answered in time': 'Orderbell не відповів вчасно',
  'Where more than five tabs of this browser have it open, close some: the browser lets no more through. Then load this page again.':
    'Якщо в цьому браузері його відкрито більш ніж у п’яти вкладках, закрийте зайві: більше браузер не пропускає. Тоді оновіть цю сторінку.',
  'Orderbell does not know this browser any more': 'Orderbell більше не впізнає цього браузера',
  'Open the address that it printed at its last start; where that was used already, start Orderbell again.':
    'Відкрийте адресу, яку він вивів під час останнього запуску; якщо її вже використано, запустіть Orderbell знову.',
  'no command named {name}': 'немає команди {name}',
  'There is no connection {name}': 'Немає підключення {name}',
  'There is no document {id}': 'Немає документа {id}',
  'There is no order {id}': 'Немає замовлення {id}',
  'no message {id}': 'немає повідомлення {id}',
  'There is no draft order {id}': 'Немає рахунка {id}',
  'no key is set for the chat-bot here': 'тут не задано ключ чат-бота',
  'X-Orderbell-Key is missing or wrong': 'заголовка X-Orderbell-Key немає або він неправильний',
  'Another manager has decided on this talk meanwhile': 'Щодо цієї розмови тим часом вирішив інший менеджер',
  'Look into the chat, then decide again': 'Загляньте в чат, тоді вирішіть ще раз',
  'There is no person {id}': 'Немає такої людини: {id}',
  'the ledger {words} ({message})': 'журнал замовлень {words} ({message})',
  'is locked by another program': 'зайняла інша програма',
  'cannot be written': 'не записується',
  'cannot be read or written: the disk gave an error': 'не читається або не записується: помилка диска',
  'is damaged': 'пошкоджено',
  'cannot grow: the disk is full': 'не може зростати: диск заповнено',
  'cannot be opened': 'не відкривається',
  'is not a ledger': 'не є журналом Orderbell',
  'Close what else may hold it, such as a backup or a virus scanner':
    'Закрийте те, що може його тримати, наприклад резервне копіювання чи антивірус',
  'Close what else may hold it, such as a backup or a virus scanner, and allow Orderbell to write it and its folder':
    'Закрийте те, що може його тримати, наприклад резервне копіювання чи антивірус, і дозвольте Orderbell записувати його та його теку',
  'See whether the disk is connected and sound': 'Перевірте, чи диск підключено і чи він справний',
  'Free some space on the disk': 'Звільніть трохи місця на диску',
  'This source is not connected, so it cannot be asked':
    'Це джерело не підключено, тож спитати його не можна',
};
