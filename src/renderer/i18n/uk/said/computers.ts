import type { Said } from '../../catalog.ts';

/** What is said of the shop's other computers. */
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
  'another computer was sending it, and has not said that it did':
    'надсилав інший комп’ютер і не підтвердив цього',
  'it is not known yet whose orders BigQuery holds, and another computer may have sent it':
    'ще не відомо, чиї замовлення зберігає BigQuery, і надіслати міг інший комп’ютер',
};
