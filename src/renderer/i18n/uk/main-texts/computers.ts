import type { Said } from '../../catalog.ts';

/** Messages about the shop's other computers. */
export const computers: Said = {
  'Only this computer is known': 'Відомий лише цей комп’ютер',
  'Connect BigQuery: the computers of a shop find each other there':
    'Підключіть BigQuery: комп’ютери крамниці знаходять одне одного там',
  'This computer is here': 'Цей комп’ютер — тут',
  'BigQuery has not said yet what was done since the backup':
    'BigQuery ще не повідомив, що зроблено після резервної копії',
  'Another computer may tell it': 'Про це може сповістити інший комп’ютер',
  'Another computer listens to the shop’s sources': 'Джерела крамниці слухає інший комп’ютер',
  'Pub/Sub has no such topic or subscription: {cause}': 'У Pub/Sub немає такої теми або підписки: {cause}',
  'It is made again at the next try': 'Її буде створено під час наступної спроби',
  'Pub/Sub refuses this account: {cause}': 'Pub/Sub відмовляє цьому акаунту: {cause}',
  'Enable the Pub/Sub API in the project and give the service account the role Pub/Sub Editor':
    'Увімкніть у проєкті Pub/Sub API і надайте сервісному акаунту роль Pub/Sub Editor',
  'Pub/Sub has too many requests': 'До Pub/Sub забагато запитів',
  'Pub/Sub does not accept the key of the service account': 'Pub/Sub не приймає ключ сервісного акаунта',
  'Choose the key file again in Setup, at BigQuery': 'Виберіть файл ключа знову в налаштуваннях, у BigQuery',
  'Pub/Sub cannot be reached: {cause}': 'Pub/Sub недоступний: {cause}',
  'another computer was to send it, and has not said that it did':
    'надіслати мав інший комп’ютер і не підтвердив цього',
  'another computer may have sent it before this one was connected to Pub/Sub':
    'можливо, інший комп’ютер надіслав це до того, як цей підключили до Pub/Sub',
  'another computer was sending it, and has not said that it did':
    'надсилав інший комп’ютер і не підтвердив цього',
  'it is not known yet whose orders BigQuery holds, and another computer may have sent it':
    'ще не відомо, чиї замовлення зберігає BigQuery, і надіслати міг інший комп’ютер',
  'Seen once the line that failed is ok': 'Видно, коли виправлено рядок з помилкою',
  'A message did not come back: {cause}': 'Повідомлення не повернулося: {cause}',
  'Not there: {names}': 'Немає: {names}',
  'Give the role first, then check again: the app makes them':
    'Спершу надайте роль, потім перевірте ще раз: застосунок створить їх',
  'Cannot be seen from here: the role Pub/Sub Editor may not read who publishes to {topic}':
    'Звідси не видно: роль Pub/Sub Editor не може читати, хто публікує в {topic}',
  'There is no topic {topic} yet': 'Теми {topic} ще немає',
  'Cannot be seen from here: {cause}': 'Звідси не видно: {cause}',
  'Run the command once; a second time changes nothing':
    'Виконайте команду один раз; повторно вона нічого не змінить',
  '{account} may not publish to {topic}': '{account} не може публікувати в {topic}',
  'Run the command once in Google’s Cloud Shell': 'Виконайте команду один раз у Google Cloud Shell',
  'No message came back to compare the time with':
    'Жодне повідомлення не повернулося, тож час ні з чим порівняти',
  'The service account may not make topics, publish and subscribe':
    'Сервісний акаунт не може створювати теми, публікувати й підписуватися',
  'Give it the role Pub/Sub Editor in the project: run the command, or add it in the Cloud console at IAM → Grant access':
    'Надайте йому в проєкті роль Pub/Sub Editor: виконайте команду або додайте її в Cloud Console в IAM → Grant access',
  'Google does not accept the time of this computer': 'Google не приймає час цього комп’ютера',
  'Google does not accept the key of the service account: {cause}':
    'Google не приймає ключ сервісного акаунта: {cause}',
  'The Pub/Sub API is not enabled in the project {project}': 'У проєкті {project} не ввімкнено Pub/Sub API',
  'Run the command, or open APIs & Services → Library in the Cloud console, choose Cloud Pub/Sub API and press Enable; it takes some minutes':
    'Виконайте команду або відкрийте в Cloud Console APIs & Services → Library, виберіть Cloud Pub/Sub API і натисніть Enable; це триває кілька хвилин',
  'Google knows no project {project}, or this account may not use it':
    'Google не знає проєкту {project}, або цей акаунт не може його використовувати',
  'Compare the project with the Cloud console, and correct it in Setup, at BigQuery':
    'Порівняйте проєкт із Cloud Console і виправте його в «Підключеннях», біля BigQuery',
  'no answer in {seconds} s': 'немає відповіді {seconds} с',
  'in sync': 'синхронізовано',
  '{seconds} s behind': 'відстає на {seconds} с',
  '{minutes} min behind ({count} events)': 'відстає на {minutes} хв (подій: {count})',
  'not seen recently': 'давно не на зв’язку',
  'last seen {minutes} min ago': 'востаннє на зв’язку {minutes} хв тому',
  'Sync of {name}': 'Синхронізація: {name}',
  'Compared what this computer has imported with what the others have written':
    'Порівняно отримане цим комп’ютером із записаним на інших',
  'It has been forgotten': 'Його прибрано зі списку',
  'Look whether that computer is online and awake; what it lacks comes by itself once it is':
    'Перевірте, чи той комп’ютер у мережі й не спить; тоді все, чого бракує, надійде саме',
  '{source} is signed out on the leader, {leader}’s computer; {other}’s computer can read it':
    '{source}: вхід завершився на головному комп’ютері ({leader}); прочитати може комп’ютер: {other}',
  '{source} is not connected on the leader, {leader}’s computer; {other}’s computer can read it':
    '{source} не підключено на головному комп’ютері ({leader}); прочитати може комп’ютер: {other}',
  'Make {other}’s computer the leader, or sign in here':
    'Зробіть головним комп’ютер: {other}, або ввійдіть тут',
  'Make {other}’s computer the leader, or sign in on {leader}’s computer':
    'Зробіть головним комп’ютер: {other}, або ввійдіть на комп’ютері: {leader}',
};
