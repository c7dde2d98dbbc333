import type { Said } from '../../catalog.ts';

/** What is said of the shop's other computers. */
export const desks: Said = {
  'Only this computer is known': 'Відомий лише цей комп’ютер',
  'Connect BigQuery: the computers of a shop find each other there':
    'Під’єднайте BigQuery: комп’ютери крамниці знаходять одне одного там',
  'This computer has no source to listen to': 'На цьому комп’ютері немає джерел, які можна слухати',
  'Connect Shopify or Gmail here first': 'Спершу під’єднайте тут Shopify або Gmail',
  'Orders were told that other computers may not know of yet':
    'Про деякі замовлення вже сповістили, а інші комп’ютери можуть про це ще не знати',
  'Hand over in a quarter of an hour, when every computer knows of it':
    'Передайте через чверть години, коли про це знатимуть усі комп’ютери',
  'Another computer has just taken over': 'Щойно почав слухати інший комп’ютер',
  'Look which one listens now, and try again': 'Подивіться, котрий слухає тепер, і спробуйте знову',
  'BigQuery cannot be reached, and another computer may have told it':
    'BigQuery недоступний, і про це міг сповістити інший комп’ютер',
  'another computer was to tell it, and has not said that it did':
    'сповістити мав інший комп’ютер і не підтвердив цього',
  'it came while another computer was listening that has not been heard of since':
    'замовлення надійшло, коли слухав інший комп’ютер, про який відтоді нічого не чути',
  'Another computer may tell it': 'Про це може сповістити інший комп’ютер',
  'This is no invite code, or a part of it is missing': 'Це не код запрошення, або його частини бракує',
  'Copy the whole code from the other computer again': 'Скопіюйте весь код з іншого комп’ютера ще раз',
};
