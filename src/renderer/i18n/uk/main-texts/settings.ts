import type { Said } from '../../catalog.ts';

/** Errors of values on the setup page. The window shows them beside the field, without its name. */
export const settings: Said = {
  'ORDERBELL_{name}: {cause}; {fix}': 'ORDERBELL_{name}: {cause}; {fix}',
  'ORDERBELL_{name} is set in the environment, which wins':
    'ORDERBELL_{name} задано в середовищі, і воно має перевагу',
  'Change it there and start Orderbell again': 'Змініть його там і запустіть Orderbell знову',
  'A secret of it is not kept on this computer any more':
    'Його секрет більше не зберігається на цьому комп’ютері',
  'Type it again': 'Впишіть його ще раз',
  'The key file of the service account cannot be read any more':
    'Файл ключа сервісного облікового запису більше не читається',
  'Put it back where it was, or give the path of another one':
    'Поверніть його на місце або вкажіть шлях до іншого',
  'What was typed for it cannot be used any more': 'Вписане більше не підходить',
  'Look through its fields and save again': 'Перегляньте поля й збережіть ще раз',
  'An account of your own is connected': 'Підключено ваш власний обліковий запис',
  'Start Orderbell with --sample-shop to see the sample shop beside it':
    'Запустіть Orderbell з --sample-shop, щоб побачити поруч крамницю для проби',
  'The keychain of this computer cannot open what was kept':
    'Сховище ключів цього комп’ютера не відкриває збереженого',
  'Unlock the keychain and start Orderbell again, or type the secrets anew':
    'Розблокуйте сховище ключів і запустіть Orderbell знову або впишіть ключі наново',
  'This computer has no keychain, so secrets cannot be kept':
    'На цьому комп’ютері немає сховища ключів, тож секрети нема де зберігати',
  'Install and unlock a keyring (GNOME Keyring or KWallet), then start Orderbell again':
    'Встановіть і розблокуйте сховище ключів (GNOME Keyring або KWallet), потім запустіть Orderbell знову',
  '{file} cannot be read or is damaged': '{file} не читається або пошкоджено',
  'Restore it from a backup, or move it away and connect the accounts again':
    'Поверніть цей файл із резервної копії або приберіть його й підключіть облікові записи знову',
  'missing although {name} is set': 'не вказано, хоча задано {name}',
  'set it too': 'вкажіть і його',
  'use http://127.0.0.1:PORT or leave it out': 'впишіть http://127.0.0.1:PORT або залиште порожнім',
  'set it to NAME.myshopify.com': 'впишіть NAME.myshopify.com',
  '"{shop}" is not a shop domain': '«{shop}» — не домен крамниці',
  'use NAME.myshopify.com, without https://': 'впишіть NAME.myshopify.com, без https://',
  'set it, or set ORDERBELL_SHOPIFY_ACCESS_TOKEN of an old custom app':
    'вкажіть його або ORDERBELL_SHOPIFY_ACCESS_TOKEN давнього власного застосунку',
  '"{seconds}" is not a number of seconds from 1 to 9999': '«{seconds}» — не кількість секунд від 1 до 9999',
  'use 30': 'впишіть 30',
  '"{mode}" is not a mode': '«{mode}» — невідомий спосіб',
  'use load or stream': 'впишіть load або stream',
  '"{choice}" is not a choice': '«{choice}» — невідоме значення',
  'use on or off': 'впишіть on або off',
  '"{address}" is not on this computer': '«{address}» — не на цьому комп’ютері',
  'use 127.0.0.1:PORT': 'впишіть 127.0.0.1:PORT',
  '"{dataset}" is not a dataset name': '«{dataset}» — не назва набору даних',
  'use letters, digits and _ only': 'лише латинські літери, цифри й _',
  'give the path of the service account key': 'вкажіть шлях до ключа сервісного облікового запису',
  'there is no file at "{path}"': 'за шляхом «{path}» немає файлу',
  'give the path of the key that was downloaded, with the name of the file at its end':
    'вкажіть шлях до завантаженого ключа, з назвою файлу в кінці',
  '"{path}" is not a readable service account key':
    '«{path}» — не ключ сервісного облікового запису або файл не читається',
  'download the key again as JSON': 'завантажте ключ ще раз у форматі JSON',
  '"{line}" is not Name:subscriberId:e-mail:Telegram': '«{line}» — не Ім’я:subscriberId:e-mail:Telegram',
  'This is not the token of a bot': 'Це не токен бота',
  'copy it from @BotFather in Telegram': 'скопіюйте його в @BotFather у Telegram',
  'write Anna:1234567890,Taras:2345678901:taras@example.com,Olena::olena@example.com,Ivan:::123456789':
    'впишіть так: Anna:1234567890,Taras:2345678901:taras@example.com,Olena::olena@example.com,Ivan:::123456789',
  '"{name}" is there twice': '«{name}» вказано двічі',
  'give each manager another name': 'дайте кожному менеджеру інше ім’я',
  '"{one}" and "{other}" have one subscriber id': 'у «{one}» і «{other}» той самий subscriber id',
  'give each manager the id of his own contact, or an e-mail alone':
    'дайте кожному менеджеру id його власного контакту або лише e-mail',
  '"{address}" is not an address': '«{address}» — не адреса',
  'use https://your-domain': 'впишіть https://ваш-домен',
  '"{kind}" is not a tunnel': '«{kind}» — невідомий вид адреси',
  'use none, ngrok or url': 'впишіть none, ngrok або url',
};
