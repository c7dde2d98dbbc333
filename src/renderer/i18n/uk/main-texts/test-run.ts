import type { Said } from '../../catalog.ts';

/** The steps of a test run. */
export const drill: Said = {
  'A fire drill of {name} is going on': 'Триває навчальна тривога: {name}',
  'Wait until it has ended; it takes two minutes at most':
    'Зачекайте, доки вона скінчиться: щонайбільше дві хвилини',
  'A fire drill: there was no order': 'Навчальна тривога: замовлення не було',
  'over this computer alone, for there is no public address':
    'лише цим комп’ютером, бо немає публічної адреси',
  'through the public address': 'через публічну адресу',
  'Look at its original among the entries, and report it':
    'Подивіться оригінал серед записів і повідомте про це',
  'Shopify webhook': 'Вебхук Shopify',
  'Sent a signed delivery of a test order to the receiver':
    'Надіслано підписане пробне замовлення на приймач',
  'No key to sign a delivery with': 'Немає ключа, щоб підписати',
  'The receiver answered {status}': 'Приймач відповів {status}',
  'The receiver could not be reached: {why}': 'Приймач недосяжний: {why}',
  'Taken, kept and read: it came {way}': 'Прийнято, збережено й прочитано: надійшло {way}',
  'Order mail': 'Лист про замовлення',
  'Gave an order mail of nobody’s to the reader; no mailbox has it':
    'Дано читачеві нічий лист про замовлення; у жодній скриньці його немає',
  'The reader found no order in it': 'Читач не знайшов у ньому замовлення',
  'Start Orderbell again; if it lasts, report it':
    'Запустіть Orderbell знову; якщо не минає, повідомте про це',
  'Kept, read and written down': 'Збережено, прочитано й записано',
  'Order by hand': 'Замовлення вручну',
  'Wrote an order down, as its form does': 'Записано замовлення так, як це робить форма',
  'Written down': 'Записано',
  'Chat-bot: somebody wrote': 'Чат-бот: хтось написав',
  'Sent the bot’s request with its key, and without a person':
    'Надіслано запит бота з його ключем і без людини',
  'Chat-bot: catalogue': 'Чат-бот: каталог',
  'Asked for the catalogue as the bot does': 'Запитано каталог так, як це робить бот',
  'The bot has no key': 'Бот не має ключа',
  'Answered as ManyChat wants it': 'Відповідь така, як потрібно ManyChat',
  'The answer is none that ManyChat can show': 'Таку відповідь ManyChat не покаже',
  'Pay link': 'Рахунок на оплату',
  'Had Shopify work out a draft order; none is made there by a drill':
    'Shopify порахував рахунок; під час тривоги його там не створюють',
  'Fire drill, not for sale': 'Навчальна тривога, не продається',
  'Worked out, {currency}; no draft order was made': 'Пораховано, {currency}; рахунка не створено',
  'Look at the line of the public address above': 'Подивіться вище на рядок публічної адреси',
  'It did not come to be an order': 'Воно не стало замовленням',
  'It came with the number {number}': 'Надійшло з номером {number}',
  'It came without its total': 'Надійшло без суми',
  'It came unmarked': 'Надійшло без позначки',
  'Waited until the test orders were loaded': 'Зачекано, доки пробні замовлення завантажено',
  'BigQuery is not connected': 'BigQuery не підключено',
  'No order came that could be loaded': 'Не надійшло замовлення, яке можна завантажити',
  '{count} are there, in the log that no view shows them from':
    'Там уже {count}, у журналі: жоден звіт їх звідти не показує',
  'Sent {name} one message marked as a drill': 'Надіслано одне повідомлення з позначкою тривоги: {name}',
  'Rang in every window that is open': 'Подзвонено в кожному відкритому вікні',
  'No window rang': 'Жодне вікно не задзвонило',
  'Open Orderbell, and click once into its page': 'Відкрийте Orderbell і раз клацніть на його сторінці',
  'The bell is off in the window': 'У вікні дзвінок вимкнено',
  'Turn it on under Look and sound': 'Увімкніть його в «Вигляд і звук»',
  'A window rang': 'Вікно задзвонило',
  'Notice of the system': 'Сповіщення системи',
  'Showed one that says it is a drill': 'Показано одне, у якому сказано, що це тривога',
  'Given to the system; only you can tell whether it was shown':
    'Передано системі; чи показано, знаєте лише ви',
  'E-mail': 'E-mail',
  'Sent {name} one e-mail marked as a drill': 'Надіслано один лист із позначкою тривоги: {name}',
  '{name} is not told by e-mail': '{name} не отримує листів',
  'Gmail took the e-mail to {name}': 'Gmail прийняв лист: {name}',
  '{name} is not told by Messenger': '{name} не отримує сповіщень у Messenger',
  '{name} is none of the managers who are told': '{name} немає серед тих, кого сповіщають',
  'Choose your name below in the menu, or add it in Setup':
    'Виберіть своє ім’я внизу меню або додайте його в підключеннях',
  'A notice would not reach {name}: {why}': 'Сповіщення не дійде: {name}. {why}',
  'ManyChat took the message to {name}': 'ManyChat прийняв повідомлення: {name}',
};
