import type { ByLanguage, Language } from '../../shared/languages.ts';
import type { Toast } from '../host.ts';
import type { RepairStory } from '../ledger/repair/repair-story.ts';
import { copyAgeMinutes } from '../ledger/repair/repair-story.ts';

type Words = {
  readonly title: string;
  /** Placeholders: {minutes}, {orders}, {messages}, {file}. */
  readonly fromCopy: string;
  readonly withoutCopy: string;
  readonly orders: string;
  readonly notWhole: string;
  readonly messages: string;
  readonly file: string;
};

/** Says that the ledger was damaged and repaired: the date of its copy, what was restored, and what a person has to check. */
export function repairedToast(language: Language, story: RepairStory): Toast {
  const said = words[language];
  const { orders, inDoubt, isWhole, aside } = story;
  const minutes = copyAgeMinutes(story);
  const lines = [
    minutes === null ? said.withoutCopy : said.fromCopy.replace('{minutes}', String(minutes)),
    said.orders.replace('{orders}', String(orders)),
    ...(isWhole ? [] : [said.notWhole]),
    ...(inDoubt === 0 ? [] : [said.messages.replace('{messages}', String(inDoubt))]),
    said.file.replace('{file}', aside),
  ];
  return { title: said.title, body: lines.join(' '), orderId: null };
}

const words: ByLanguage<Words> = {
  en: {
    title: 'The ledger was damaged and is repaired',
    fromCopy: 'It was made again from a copy of {minutes} min before.',
    withoutCopy: 'There was no copy; what could be read of it is here.',
    orders:
      'More orders read out of the broken file: {orders}; what is missing comes back from BigQuery, Shopify and Gmail.',
    notWhole:
      'Not all of it could be read: look through the latest orders, and whether somebody was notified of them.',
    messages: 'Messages of which nobody knows whether they went out: {messages}.',
    file: 'The broken file lies at {file}.',
  },
  uk: {
    title: 'Журнал було пошкоджено, його відновлено',
    fromCopy: 'Його зроблено з копії, якій було {minutes} хв.',
    withoutCopy: 'Копії не було; тут усе, що вдалося з нього прочитати.',
    orders:
      'Ще замовлень прочитано з пошкодженого файлу: {orders}; чого бракує, повернеться з BigQuery, Shopify та Gmail.',
    notWhole:
      'Прочитати вдалося не все: перегляньте останні замовлення й чи хтось дістав про них сповіщення.',
    messages: 'Повідомлень, про які невідомо, чи їх надіслано: {messages}.',
    file: 'Пошкоджений файл лежить тут: {file}.',
  },
  pl: {
    title: 'Rejestr był uszkodzony i został naprawiony',
    fromCopy: 'Odtworzono go z kopii sprzed {minutes} min.',
    withoutCopy: 'Kopii nie było; jest tu wszystko, co dało się z niego odczytać.',
    orders:
      'Z uszkodzonego pliku odczytano jeszcze zamówień: {orders}; czego brakuje, wróci z BigQuery, Shopify i Gmaila.',
    notWhole:
      'Nie wszystko dało się odczytać: przejrzyj ostatnie zamówienia i czy ktoś dostał o nich powiadomienie.',
    messages: 'Wiadomości, o których nie wiadomo, czy wyszły: {messages}.',
    file: 'Uszkodzony plik leży tutaj: {file}.',
  },
};
