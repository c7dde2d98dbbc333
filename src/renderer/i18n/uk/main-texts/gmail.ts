import type { Said } from '../../catalog.ts';

/** Messages about Gmail and the sign-in with Google. */
export const gmail: Said = {
  'The OAuth client is missing': 'Не вказано OAuth-клієнта',
  'Fill in client id and client secret first': 'Спершу впишіть client id і client secret',
  'The sign-in was not finished within five minutes': 'Вхід не завершено за п’ять хвилин',
  'Another sign-in or a change of the account took its place':
    'Його замінив інший вхід або зміна облікового запису',
  'Start it again.': 'Почніть знову.',
  'Signing in on a web page needs the desktop app':
    'Увійти на вебсторінці можна лише в застосунку для комп’ютера',
  'Start Orderbell with ORDERBELL_GMAIL_REFRESH_TOKEN set, and ORDERBELL_GMAIL_SEND_REFRESH_TOKEN to send':
    'Запустіть Orderbell, задавши ORDERBELL_GMAIL_REFRESH_TOKEN, а щоб надсилати — ORDERBELL_GMAIL_SEND_REFRESH_TOKEN',
  'The sign-in was cancelled': 'Вхід скасовано',
  'Google answered: {error}': 'Google відповів: {error}',
  'Google sent no code back': 'Google не повернув коду',
  'Could not reach Google to finish the sign-in': 'Не вдалося зв’язатися з Google, щоб завершити вхід',
  'Google refused the sign-in: {words}': 'Google відмовив у вході: {words}',
  'no reason given': 'причини не вказано',
  'Google answered the sign-in with something else than a token':
    'На вхід Google відповів чимось, що не є токеном',
  'Sign in again; a proxy or a firewall may have answered in the place of Google.':
    'Увійдіть ще раз; можливо, замість Google відповів проксі або брандмауер.',
  'Reading mail was not allowed on the consent page': 'На сторінці згоди не дозволено читати пошту',
  'Sign in again and leave the box for reading mail ticked.':
    'Увійдіть ще раз і залиште позначку, що дозволяє читати пошту.',
  'Sending mail was not allowed on the consent page': 'На сторінці згоди не дозволено надсилати листи',
  'Try again and leave the box for sending mail ticked.':
    'Спробуйте ще раз і залиште позначку, що дозволяє надсилати листи.',
  'Gmail is not signed in to': 'У Gmail не ввійшли',
  'Sign in with Google first': 'Спершу ввійдіть через Google',
  'Google gave no lasting sign-in': 'Google не дав тривалого доступу',
  'Remove Orderbell under myaccount.google.com/permissions and sign in again.':
    'Приберіть Orderbell на myaccount.google.com/permissions і ввійдіть ще раз.',
  'Google no longer accepts the sign-in of this mailbox': 'Google більше не приймає вхід до цієї скриньки',
  'Reconnect Gmail. Google ends the sign-in of an app in testing after 7 days: set the consent screen to "In production" to stop that.':
    'Увійдіть у Gmail ще раз. Поки застосунок у стані тестування, Google завершує вхід за 7 днів: виберіть для сторінки згоди «In production», і це припиниться.',
  'Google does not know this OAuth client': 'Google не знає цього OAuth-клієнта',
  'Check GMAIL_CLIENT_ID and GMAIL_CLIENT_SECRET.': 'Перевірте client id і client secret.',
  'Gmail asks to slow down': 'Gmail просить звертатися рідше',
  'Gmail refused: {words}': 'Gmail відмовив: {words}',
  'Enable the Gmail API in the Google Cloud project.': 'Увімкніть Gmail API у проєкті Google Cloud.',
  'Reconnect Gmail and leave the box for reading mail ticked.':
    'Увійдіть у Gmail ще раз і залиште позначку, що дозволяє читати пошту.',
  'Gmail does not have it': 'У Gmail цього немає',
  'Gmail answered {status}: {words}': 'Gmail відповів {status}: {words}',
  'Gmail answered {status}': 'Gmail відповів {status}',
  'Could not reach Gmail: {words}': 'Не вдалося зв’язатися з Gmail: {words}',
  'This computer is too busy to read a mail': 'Комп’ютер надто зайнятий, щоб прочитати листа',
  'The mail is gone from the mailbox, or is no order': 'Листа вже немає в пошті, або це не замовлення',
  'The mail “{subject}” of {sender}, {day}, cannot be fetched: {reason}':
    'Лист «{subject}» від {sender}, {day}, не вдається отримати: {reason}',
  'A mail cannot be fetched: {reason}': 'Лист не вдається отримати: {reason}',
  'Open it in Gmail: enter by hand what it orders, then delete it there.':
    'Відкрийте його в Gmail: внесіть вручну, що в ньому замовлено, і видаліть його там.',
  'Gmail did not answer in time': 'Gmail не відповів вчасно',
  'There is no service {name}': 'Сервісу {name} немає',
  '{sender} is every address of {domain}': '{sender} — це всі адреси {domain}',
  'Choose every address of the domain, or one full address':
    'Виберіть усі адреси домену або одну повну адресу',
  'The recipe reads the mails of every address of {domain}': 'Рецепт читає листи з усіх адрес {domain}',
  'Import it only if all of them belong to the service':
    'Додавайте його, лише якщо всі вони належать сервісу',
  'is neither an e-mail address nor @ and a domain of one owner':
    'не є ні адресою пошти, ні @ і доменом одного власника',
};
