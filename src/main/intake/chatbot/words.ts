import type { ByLanguage } from '../../../shared/languages.ts';
import { firstSpoken } from '../../../shared/languages.ts';

const en = {
  thanks: 'Thank you for writing! Ask to see the catalogue, or write your question here.',
  managerComes: 'Thank you! A manager will answer you in this chat.',
  managerComesFor: (product: string) => `Thank you! A manager will write to you here about “${product}”.`,
  // for an unknown contact
  writeHere: 'Please write here what you would like, a manager will answer.',
  catalogueEmpty:
    'The catalogue is not here yet. Please write what you are looking for, a manager will answer.',
  nothingFound: (text: string) =>
    `Nothing found for “${text}”. Please try another word, or write to a manager here.`,
  noMore: 'That was everything.',
  openInShop: 'Open in shop',
  // Messenger shows 20 characters on a button
  orderByManager: 'Order via a manager',
  more: 'Show more',
  from: (price: string) => `from ${price}`,
  left: (pieces: number) => `${pieces} left`,
  inStock: 'in stock',
  soldOut: 'sold out',
  sorry: 'Sorry, something went wrong here. Please write your question, a manager will answer.',
};

/** The bot's texts for the shop, in the buyer's language if available, else in English. */
export type ChatbotWords = typeof en;

const uk: ChatbotWords = {
  thanks: 'Дякуємо за повідомлення! Попросіть показати каталог або напишіть своє запитання тут.',
  managerComes: 'Дякуємо! Менеджер відповість вам у цьому чаті.',
  managerComesFor: (product) => `Дякуємо! Менеджер напише вам сюди про «${product}».`,
  writeHere: 'Напишіть, будь ласка, тут, що ви хотіли б замовити, і менеджер відповість.',
  catalogueEmpty: 'Каталог ще не готовий. Напишіть, будь ласка, що ви шукаєте, і менеджер відповість.',
  nothingFound: (text) =>
    `За запитом «${text}» нічого не знайдено. Спробуйте інше слово або напишіть менеджеру тут.`,
  noMore: 'Це все.',
  openInShop: 'Відкрити в магазині',
  orderByManager: 'Через менеджера',
  more: 'Показати ще',
  from: (price) => `від ${price}`,
  left: (pieces) => `залишилося ${pieces}`,
  inStock: 'є в наявності',
  soldOut: 'немає в наявності',
  sorry: 'Перепрошуємо, щось пішло не так. Напишіть, будь ласка, своє запитання, і менеджер відповість.',
};

const pl: ChatbotWords = {
  thanks: 'Dziękujemy za wiadomość! Poproś o katalog albo napisz tu swoje pytanie.',
  managerComes: 'Dziękujemy! Menedżer odpowie na tym czacie.',
  managerComesFor: (product) => `Dziękujemy! Menedżer napisze tu w sprawie „${product}”.`,
  writeHere: 'Napisz tu, proszę, co chcesz zamówić, a menedżer odpowie.',
  catalogueEmpty: 'Katalogu jeszcze nie ma. Napisz, proszę, czego szukasz, a menedżer odpowie.',
  nothingFound: (text) =>
    `Nic nie znaleziono dla „${text}”. Spróbuj innego słowa albo napisz tu do menedżera.`,
  noMore: 'To już wszystko.',
  openInShop: 'Otwórz w sklepie',
  orderByManager: 'Przez menedżera',
  more: 'Pokaż więcej',
  from: (price) => `od ${price}`,
  left: (pieces) => `zostało ${pieces}`,
  inStock: 'w magazynie',
  soldOut: 'wyprzedane',
  sorry: 'Przepraszamy, coś poszło nie tak. Napisz, proszę, swoje pytanie, a menedżer odpowie.',
};

const words: ByLanguage<ChatbotWords> = { en, uk, pl };

/** @param locale as ManyChat sends it: `uk_UA`, `en_US`, or the English name of a language */
export const wordsFor = (locale: string | undefined): ChatbotWords => words[firstSpoken([locale ?? ''])];
