import type { Said } from '../../catalog.ts';

/** Messages about notifications by ManyChat and Messenger. */
export const notices: Said = {
  'Every order': 'Кожне замовлення',
  'Cancelled orders': 'Скасовані замовлення',
  'Silent sources': 'Джерела, що мовчать',
  'Unpaid links': 'Неоплачені посилання',
  'Waiting chats': 'Чати, що чекають',
  'The customer was answered': 'Клієнту відповіли',
  'The order is not cancelled any more': 'Замовлення більше не скасоване',
  'The link is not waited for any more': 'На це посилання більше не чекають',
  'The customer was erased': 'Дані клієнта стерто',
  'The mail is not waited for any more': 'На цей лист більше не чекають',
  'The source is heard again': 'Джерело знову чути',
  'It is not known yet whether the source is heard again': 'Ще невідомо, чи джерело знову чути',
  'Messenger reaches for longer': 'Messenger працює й далі',
  'each way once': 'кожен спосіб один раз',
  'only one’s own shift is begun': 'починати можна лише свою зміну',
  'another rule has this id': 'такий ідентифікатор уже має інше правило',
  'With what was added meanwhile there are more than {count} rules':
    'Разом із тим, що додали тим часом, правил більше ніж {count}',
  'Remove some of them, and save again.': 'Приберіть кілька з них і збережіть ще раз.',
  'not the id of a rule': 'не ідентифікатор правила',
  'Line {line}, column {column}: there is no field “{name}”':
    'Рядок {line}, позиція {column}: поля «{name}» немає',
  'Line {line}, column {column}: a brace without its other half; the buttons put fields in':
    'Рядок {line}, позиція {column}: дужка без пари; поля вставляють кнопки',
  'Line {line}: the items need a line of their own': 'Рядок {line}: товарам потрібен окремий рядок',
  'Line {line}: the items are listed already': 'Рядок {line}: товари вже перелічено',
  'ManyChat has no API key': 'Не вказано ключа API від ManyChat',
  'ManyChat answered without what was asked for': 'У відповіді ManyChat немає того, про що питали',
  'Telegram asks for fewer requests': 'Telegram просить звертатися рідше',
  'Telegram does not accept the bot token': 'Telegram не приймає токен бота',
  'Copy the token again from @BotFather in Telegram': 'Скопіюйте токен ще раз у @BotFather в Telegram',
  'The bot may not write to this chat ({words})': 'Бот не може писати в цей чат ({words})',
  'The manager opens the bot in Telegram and presses Start':
    'Менеджер відкриває бота в Telegram і натискає «Start»',
  'Telegram refused: {words}': 'Telegram відмовив: {words}',
  'Telegram is not connected': 'Telegram не підключено',
  '{name} is not written to in Telegram any more': 'Менеджеру {name} у Telegram більше не пишуть',
  'ManyChat asks for fewer requests': 'ManyChat просить звертатися рідше',
  'ManyChat does not accept the API key': 'ManyChat не приймає ключ API',
  'Copy it again from ManyChat, Settings, API': 'Скопіюйте його ще раз: ManyChat, Settings, API',
  'Telegram answered {status}; the message may have been sent':
    'Telegram відповів {status}; можливо, повідомлення надіслано',
  'ManyChat answered {status}; the message may have been sent':
    'ManyChat відповів {status}; можливо, повідомлення надіслано',
  'Telegram answered {status}': 'Telegram відповів {status}',
  'ManyChat answered {status}': 'ManyChat відповів {status}',
  'ManyChat does not know this request': 'ManyChat не знає такого запиту',
  'Messenger can not be used for this contact ({words})':
    'Цьому контакту не можна написати в Messenger ({words})',
  'Check in ManyChat that the contact belongs to the connected page':
    'Перевірте в ManyChat, чи контакт належить підключеній сторінці',
  'ManyChat does not know this contact': 'ManyChat не знає такого контакту',
  'Check the subscriber id among the managers': 'Перевірте subscriber id серед менеджерів',
  'This contact has blocked the page': 'Цей контакт заблокував сторінку',
  'It is unblocked in Messenger': 'Розблокувати її можна в Messenger',
  'ManyChat refused: {words}': 'ManyChat відмовив: {words}',
  'Messenger window closed: the last message to the page is over 24 hours old':
    'Вікно Messenger закрито: останнє повідомлення на сторінку написано понад 24 години тому',
  'It opens when the manager writes to the page': 'Воно відкриється, коли менеджер напише сторінці',
  'No answer from {service} ({code}); the message may have been sent':
    '{service} не відповів ({code}); можливо, повідомлення надіслано',
  'Could not reach {service} ({code})': 'Не вдалося зв’язатися з {service} ({code})',
  'ManyChat is not connected': 'ManyChat не підключено',
  '{name} is not written to in Messenger any more': 'Менеджеру {name} у Messenger більше не пишуть',
  '{name} is not written to by e-mail any more': 'Менеджеру {name} на e-mail більше не пишуть',
  'Not known whether it was sent: {why}. Look into the chat before sending it again':
    'Невідомо, чи надіслано: {why}. Перш ніж надсилати знову, загляньте в чат',
  'Not known whether it was sent: {why}. Look into the sent mails before sending it again':
    'Невідомо, чи надіслано: {why}. Перш ніж надсилати знову, загляньте в надіслані листи',
  'Not an e-mail address that can be written to': 'На таку адресу e-mail не можна написати',
  'Check the e-mail among the managers': 'Перевірте e-mail серед менеджерів',
  '{words}; the e-mail may have been sent': '{words}; можливо, лист надіслано',
  'Google no longer accepts the consent to send e-mail':
    'Google більше не приймає згоди на надсилання листів',
  'Gmail may not send e-mail': 'Gmail не дозволено надсилати листи',
  'Let Orderbell send e-mail: Setup, Gmail': 'Дозвольте Orderbell надсилати листи: Підключення, Gmail',
  'Told in one message with the {count} orders that had waited':
    'Надіслано одним повідомленням із замовленнями, що чекали: {count}',
  'Seen in the chat by {manager}': 'Видно в чаті, каже {manager}',
  'Seen among the sent mails by {manager}': 'Видно серед надісланих листів, каже {manager}',
  'What became of the notice is known meanwhile': 'Що сталося зі сповіщенням, тим часом уже відомо',
  'Look at what became of it': 'Перегляньте, що з ним сталося',
  'The order is in quarantine': 'Замовлення в карантині',
  'The order was cancelled meanwhile': 'Замовлення тим часом скасовано',
  'The order was handed over meanwhile': 'Замовлення тим часом видано',
  'The order is being worked on': 'Замовлення вже в роботі',
  '{manager} has taken the order': 'замовлення вже в менеджера: {manager}',
  '1 notice of the last 24 hours did not reach {names}':
    'Не доставлено 1 сповіщення за останні 24 години: {names}',
  '{count} notices of the last 24 hours did not reach {names}':
    'Не доставлено сповіщень за останні 24 години: {count} ({names})',
  'it was being sent as the app stopped': 'застосунок зупинився під час надсилання',
};
