import type { Said } from '../../catalog.ts';

/** Messages of the health checks: what was tried, the result, and what to do. */
export const doctor: Said = {
  'No answer within {seconds} s': 'Немає відповіді за {seconds} с',
  'Check the internet connection, then run it again': 'Перевірте інтернет, потім запустіть знову',
  'Install the newest Orderbell': 'Встановіть найновіший Orderbell',

  'Sign-in to Shopify': 'Вхід у Shopify',
  'Asked for a token by client id and secret, and whose it is':
    'Отримано токен за client id і secret та запитано, чий він',
  'Asked whose the permanent token of an old custom app is':
    'Запитано, чий постійний токен старого застосунку',
  'The token of {shop}, renewed each day': 'Токен крамниці {shop}, оновлюється щодня',
  'The permanent token of {shop}': 'Постійний токен крамниці {shop}',
  'Shopify did not take the sign-in': 'Shopify не прийняв входу',
  'Permissions in Shopify': 'Дозволи в Shopify',
  'Read which permissions the app was given': 'Прочитано, які дозволи має застосунок',
  'All that are needed, of {count} given': 'Є всі потрібні з наданих {count}',
  'In the Dev Dashboard give the app a version with these permissions, release it and approve it in the shop':
    'У Dev Dashboard додайте ці дозволи в нову версію застосунку, випустіть її та схваліть у крамниці',
  'Customer data in Shopify': 'Дані клієнтів у Shopify',
  'Asked for the contact of the newest order': 'Запитано контакт найновішого замовлення',
  'Nothing is withheld': 'Нічого не приховано',
  'Shopify withholds: {fields}': 'Shopify приховує: {fields}',
  'Allow the app protected customer data in the Dev Dashboard; an old custom app needs a plan above Basic':
    'Дозвольте застосунку захищені дані клієнтів у Dev Dashboard; старому застосунку потрібен тариф, вищий за Basic',
  'Webhooks of Shopify': 'Вебхуки Shopify',
  'Read the subscriptions and compared them with the public address':
    'Прочитано підписки й порівняно з публічною адресою',
  'No public address: orders come within two minutes':
    'Немає публічної адреси: замовлення надходять за дві хвилини',
  'Only the running app knows its public address': 'Свою публічну адресу знає лише запущений застосунок',
  'All {count} topics come to this address': 'На цю адресу надходять усі теми: {count}',
  'None without the client secret': 'Без client secret їх немає',
  'No subscription for {topics}': 'Немає підписки на {topics}',
  'Delivered to another address: {topics}': 'Надсилається на іншу адресу: {topics}',
  'Press Ask now: Orderbell makes its own subscriptions again':
    'Натисніть «Запитати зараз»: Orderbell створить свої підписки знову',
  'API version of Shopify': 'Версія API Shopify',
  'Asked whether version {version} is still served': 'Запитано, чи ще діє версія {version}',
  '{version} is supported': '{version} підтримується',
  '{version} is not supported any more': '{version} більше не підтримується',
  'Signatures of Shopify’s deliveries': 'Підписи доставок Shopify',
  'Looked back at the deliveries since the app was started': 'Переглянуто доставки від запуску застосунку',
  'Only the running app hears deliveries': 'Доставки чує лише запущений застосунок',
  'The client secret was changed {since} h ago; the one before is taken for {more} h more':
    'Client secret змінено {since} год тому; попередній приймається ще {more} год',
  'Shopify still signs with the client secret of before, changed {since} h ago; it is taken for {more} h more':
    'Shopify досі підписує попереднім client secret, зміненим {since} год тому; він приймається ще {more} год',
  'Look again before that ends: by then Shopify is to sign with the new one':
    'Погляньте ще раз, доки цей час не мине: доти Shopify має підписувати новим',
  'None came yet': 'Ще жодної не було',
  '{count} were right': 'Правильних: {count}',
  '{count} were right; the client secret of before is taken no more':
    'Правильних: {count}; попередній client secret більше не приймається',

  'Public address': 'Публічна адреса',
  'Asked the receiver of this computer through its public address':
    'Запитано приймач цього комп’ютера через його публічну адресу',
  'None is set: orders come within two minutes': 'Не задано: замовлення надходять за дві хвилини',
  'This computer does not listen to the shop’s sources': 'Цей комп’ютер не слухає джерел крамниці',
  'The public address is not open': 'Публічну адресу не відкрито',
  'Press Ask now; if it lasts, check its settings':
    'Натисніть «Запитати зараз»; якщо не минає, перевірте її налаштування',
  'Something that is not Orderbell answers there': 'Там відповідає щось інше, не Orderbell',
  'Lead the address to the receiver of this computer': 'Спрямуйте адресу на приймач цього комп’ютера',
  'An Orderbell answers there': 'Там відповідає якийсь Orderbell',
  'Run it in the app to see whether it is this one':
    'Запустіть перевірку в застосунку, щоб побачити, чи це він',
  'This computer answers there': 'Там відповідає цей комп’ютер',
  'Stop Orderbell on the other computer or give this one an address of its own':
    'Зупиніть Orderbell на іншому комп’ютері або дайте цьому власну адресу',
  'Press Ask now; if it lasts, check the internet connection and the address':
    'Натисніть «Запитати зараз»; якщо не минає, перевірте інтернет і адресу',

  'Sign-in to Gmail': 'Вхід у Gmail',
  'Renewed the sign-in and asked whose mailbox it is': 'Оновлено вхід і запитано, чия це скринька',
  'The mailbox {address}': 'Скринька {address}',
  'Google did not take the sign-in': 'Google не прийняв входу',
  'Permission to read mails': 'Дозвіл читати листи',
  'Read what the sign-in allows': 'Прочитано, що дозволяє вхід',
  'Google does not say; mails are read all the same': 'Google не каже; листи все одно читаються',
  'Mails may be read, and nothing is written': 'Листи можна читати, нічого не записується',
  'The sign-in does not allow reading mails': 'Вхід не дозволяє читати листи',
  'Sign in again and leave the box for reading mail ticked':
    'Увійдіть знову й залиште позначку дозволу читати пошту',
  'Consent screen of Google': 'Екран згоди Google',
  'Read when Google ends the sign-in by itself': 'Прочитано, коли Google сам завершить вхід',
  'Google names no end: the app is in production':
    'Google не називає кінця: застосунок у стані In production',
  'The consent has ended': 'Згода закінчилася',
  'In testing: given {days} d ago, ends in {hours} h':
    'Стан Testing: надано {days} дн. тому, закінчиться за {hours} год',
  'Google ends the sign-in in {hours} h': 'Google завершить вхід за {hours} год',
  'Set the consent screen to In production in the Google Cloud console, then sign in to Gmail again':
    'Переведіть екран згоди в In production у консолі Google Cloud, потім увійдіть у Gmail знову',
  'Known senders in spam': 'Відомі відправники у спамі',
  'Looked for mails of known senders in spam': 'Перевірено, чи немає у спамі листів відомих відправників',
  'No sender is known yet': 'Ще немає відомих відправників',
  'None in 7 days': 'За 7 днів жодного',
  '{count} mails of known senders are in spam; they are read all the same':
    'У спамі листів відомих відправників: {count}; вони все одно читаються',
  'Open Gmail, mark them as no spam and make a filter that never sends them there':
    'Відкрийте Gmail, позначте їх як «Не спам» і створіть фільтр, що ніколи їх туди не надсилає',
  'Mails of a known sender': 'Листи відомого відправника',
  'Compared how long {sender} has been silent with its habit':
    'Порівняно, скільки мовчить {sender}, зі звичкою',
  'None is overdue': 'Жоден не запізнюється',
  'Look in Completeness and Quarantine for its mails, and in the service itself whether orders came':
    'Пошукайте його листи в «Чи все тут» і «Карантині», а в самій службі подивіться, чи були замовлення',

  'BigQuery could not be read': 'BigQuery не вдалося прочитати',
  'BigQuery can be read': 'Читання BigQuery',
  'Read what BigQuery knows of the dataset and the table': 'Прочитано, що BigQuery знає про набір і таблицю',
  'The table is there': 'Таблиця є',
  'The table is there, {count} rows': 'Таблиця є, рядків: {count}',
  'The dataset has no table yet': 'У наборі ще немає таблиці',
  'There is no dataset of this name yet': 'Набору з такою назвою ще немає',
  'Press Ask now: both are made if missing': 'Натисніть «Запитати зараз»: чого немає, те створиться',
  'BigQuery can be written': 'Запис у BigQuery',
  'Loaded nothing into the table, as orders are loaded':
    'Завантажено порожнє в таблицю так, як завантажуються замовлення',
  'There is no table yet': 'Таблиці ще немає',
  'BigQuery took the load job': 'BigQuery прийняв завантаження',
  'How rows are sent': 'Як передаються рядки',
  'Read the settings': 'Прочитано налаштування',
  'By load jobs: free, each row counted once': 'Завантаженнями: безкоштовно, кожен рядок рахується один раз',
  'Streamed: this costs, and is refused without billing': 'Потоком: це платно, а без оплати відхиляється',
  'Choose loads, unless seconds count': 'Виберіть завантаження, якщо секунди не важать',
  'Location of the data': 'Розташування даних',
  'Compared where the dataset lies with the settings': 'Порівняно, де лежить набір, з налаштуваннями',
  'There is no dataset yet': 'Набору ще немає',
  'How long BigQuery keeps the table': 'Скільки BigQuery зберігає таблицю',
  'Read when BigQuery deletes the table': 'Прочитано, коли BigQuery видалить таблицю',
  'It is never deleted': 'Ніколи не видаляється',
  'BigQuery deletes the table in {days} d: the project has no billing':
    'BigQuery видалить таблицю через {days} дн.: у проєкту немає платіжного рахунку',
  'Connect a billing account to the Google Cloud project and press Ask now: then they stay; loads stay free':
    'Підключіть платіжний рахунок до проєкту Google Cloud і натисніть «Запитати зараз»: тоді рядки лишаться; завантаження лишаться безкоштовними',
  'Connect a billing account to the Google Cloud project and remove the expiry of the table; loads stay free':
    'Підключіть платіжний рахунок до проєкту Google Cloud і приберіть строк таблиці; завантаження лишаться безкоштовними',

  'API key of ManyChat': 'Ключ API ManyChat',
  'Asked Telegram which bot the token is for': 'Запитано Telegram, для якого бота токен',
  'The bot @{name}': 'Бот @{name}',
  'Asked ManyChat which page the key is for': 'Запитано ManyChat, для якої сторінки ключ',
  'Enter the API key: without it nobody is told': 'Впишіть ключ API: без нього нікого не сповіщено',
  'The page {name}': 'Сторінка {name}',
  'The page {name} is not on a Pro plan': 'Сторінка {name} не на тарифі Pro',
  'Its API needs one: upgrade it in ManyChat': 'Він потрібен для API: змініть тариф у ManyChat',
  'ManyChat did not take the API key': 'ManyChat не прийняв ключа API',
  'Managers who are told': 'Кого сповіщають',
  'Counted the managers in the settings': 'Пораховано менеджерів у налаштуваннях',
  '{count} are told of new orders': 'Про нові замовлення сповіщають: {count}',
  'Nobody is told of new orders': 'Про нові замовлення нікого не сповіщають',
  'Add a manager with the subscriber id': 'Додайте менеджера із subscriber id',
  'Permission to send e-mail': 'Дозвіл надсилати листи',
  'Renewed the consent to send and read what it allows':
    'Поновлено згоду на надсилання й прочитано, що вона дозволяє',
  'Notices may be sent by e-mail': 'Сповіщення можна надсилати листами',
  'The consent does not allow sending e-mail': 'Згода не дозволяє надсилати листи',
  'E-mail of a manager': 'E-mail менеджера',
  'Looked whether {name} can be told by e-mail': 'Перевірено, чи можна сповістити листом: {name}',
  'Can be told at {email}': 'Можна сповістити на {email}',
  'Gmail may not send e-mail: only Messenger is left':
    'Gmail не дозволено надсилати листи: лишається тільки Messenger',
  'Gmail may not send e-mail, and there is no other way':
    'Gmail не дозволено надсилати листи, а іншого способу немає',
  'Key of the bot': 'Ключ бота',
  'Looked whether the bot’s requests can be told from others':
    'Перевірено, чи можна відрізнити запити бота від чужих',
  'A key is set': 'Ключ задано',
  'The bot has no key, so its requests are refused': 'Бот не має ключа, тож його запити відхиляються',
  'Make a key and put it into the steps in ManyChat': 'Створіть ключ і впишіть його в кроки ManyChat',
  'Messenger of a manager': 'Messenger менеджера',
  'Asked ManyChat for the contact of {name}': 'Запитано в ManyChat контакт: {name}',
  'ManyChat does not say when the manager last wrote': 'ManyChat не каже, коли менеджер писав востаннє',
  'It is tried all the same; a word to the page makes it sure':
    'Надсилатиметься все одно; слово сторінці додасть певності',
  'Can be told; last wrote {hours} h ago': 'Можна сповістити; останнє слово {hours} год тому',

  'Clock of this computer': 'Годинник цього комп’ютера',
  'Compared it with the clock of {service}': 'Порівняно з годинником {service}',
  'It could not be reached: {why}': 'Недосяжно: {why}',
  'The server did not say what time it is': 'Сервер не сказав, котра година',
  '{seconds} s apart': 'Різниця {seconds} с',
  'It is {seconds} s ahead': 'Поспішає на {seconds} с',
  'It is {seconds} s behind': 'Відстає на {seconds} с',
  'Set the clock of this computer by the internet, in its settings of date and time':
    'Увімкніть час з інтернету в налаштуваннях дати й часу цього комп’ютера',
  'Disk space': 'Місце на диску',
  'Asked how much is free where the ledger lies': 'Запитано, скільки вільного там, де лежить журнал',
  '{count} MB free': 'Вільно {count} МБ',
  'Free some space: without it no order can be written down':
    'Звільніть місце: без нього замовлення не записати',
  'Ledger on this computer': 'Журнал на цьому комп’ютері',
  'Looked through its small tables and its newest entries': 'Переглянуто малі таблиці й найновіші записи',
  'There is no ledger here yet': 'Журналу тут ще немає',
  'Sound, as far as was looked': 'Справний, наскільки переглянуто',
  'Close Orderbell and start it again: it repairs its ledger. Where it is damaged again, have this computer looked at: its disk or memory may be failing; and let another one receive the orders meanwhile':
    'Закрийте Orderbell і запустіть знову: він відновить свій журнал. Якщо журнал знову пошкодиться, віддайте цей комп’ютер на перевірку: можливо, псується його диск або пам’ять; а замовлення нехай тим часом приймає інший',
  'Close Orderbell and start it again; where that does not help, report it':
    'Закрийте Orderbell і запустіть знову; якщо не допоможе, повідомте про це',
  'Copy of the ledger': 'Копія журналу',
  'Looked when the last sound copy was made': 'Перевірено, коли зроблено останню справну копію',
  'None yet: the first is made some minutes after the start':
    'Ще немає: першу буде зроблено за кілька хвилин після запуску',
  'Made {minutes} min ago': 'Зроблено {minutes} хв тому',
  'There is not enough room on the disk for a copy of the ledger': 'На диску замало місця для копії журналу',
  'Free some space where the ledger lies: from the copy it is repaired when its file breaks':
    'Звільніть місце там, де лежить журнал: з копії його відновлюють, коли файл псується',
  'Going through the ledger took too long': 'Перегляд журналу тривав надто довго',
  'Repairs of the ledger': 'Відновлення журналу',
  'Looked back whether the ledger was damaged': 'Перевірено, чи журнал бував пошкоджений',
  'It was sound each time it was looked at': 'За кожної перевірки він був справний',
  'It was damaged and made again without a copy': 'Його було пошкоджено й зроблено знову без копії',
  'It was damaged and made again from a copy that was {minutes} min old':
    'Його було пошкоджено й зроблено знову з копії, якій було {minutes} хв',
  '{from}; {orders} more orders were read out of the broken file':
    '{from}; ще замовлень прочитано з пошкодженого файлу: {orders}',
  '{read}; not all of it could be read, look through the latest orders':
    '{read}; прочитати вдалося не все, перегляньте останні замовлення',
  '{found}; of {count} messages nobody knows whether they went out':
    '{found}; повідомлень, про які невідомо, чи їх надіслано: {count}',
  'A broken file was put aside': 'Пошкоджений файл відкладено',
  '{words}; no broken file is kept': '{words}; пошкоджених файлів не лишилося',
  'Broken files lie in {folder}: {files}; remove them once you miss nothing, they hold customers’ data':
    'Пошкоджені файли лежать у теці {folder}: {files}; вилучіть їх, коли нічого не бракує, у них дані клієнтів',
  'The ledger was damaged: nobody knows whether this was done. Look before you try again':
    'Журнал було пошкоджено: невідомо, чи це зроблено. Перевірте, перш ніж пробувати знову',
  'Entries of the other computers': 'Записи інших комп’ютерів',
  'Counted those that this Orderbell cannot read': 'Полічено ті, яких цей Orderbell не може прочитати',
  'None is set aside': 'Жодного не відкладено',
  '{count} are set aside: a newer Orderbell wrote them': 'Відкладено: {count}; їх записав новіший Orderbell',
  'Install the newest Orderbell here: it reads them at its first start. They are kept, and no backup is needed':
    'Встановіть тут найновіший Orderbell: він прочитає їх за першого запуску. Їх збережено, копія не потрібна',
};
