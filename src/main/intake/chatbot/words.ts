/** What the bot says for the shop. The buyer's own language where it is one of these, else English. */
export type ChatbotWords = {
  readonly thanks: string;
  readonly managerComes: string;
  readonly catalogueEmpty: string;
  readonly nothingFound: (text: string) => string;
  readonly noMore: string;
  readonly openInShop: string;
  readonly more: string;
  readonly soldOut: string;
  readonly sorry: string;
};

const en: ChatbotWords = {
  thanks: 'Thank you for writing! Ask to see the catalogue, or write your question here.',
  managerComes: 'Thank you! A manager will answer you in this chat.',
  catalogueEmpty:
    'The catalogue is not here yet. Please write what you are looking for, a manager will answer.',
  nothingFound: (text) => `Nothing found for “${text}”. Please try another word, or write to a manager here.`,
  noMore: 'That was everything.',
  openInShop: 'Open in shop',
  more: 'Show more',
  soldOut: 'sold out',
  sorry: 'Sorry, something went wrong here. Please write your question, a manager will answer.',
};

const uk: ChatbotWords = {
  thanks: 'Дякуємо за повідомлення! Попросіть показати каталог або напишіть своє запитання тут.',
  managerComes: 'Дякуємо! Менеджер відповість вам у цьому чаті.',
  catalogueEmpty: 'Каталог ще не готовий. Напишіть, будь ласка, що ви шукаєте, і менеджер відповість.',
  nothingFound: (text) =>
    `За запитом «${text}» нічого не знайдено. Спробуйте інше слово або напишіть менеджеру тут.`,
  noMore: 'Це все.',
  openInShop: 'Відкрити в магазині',
  more: 'Показати ще',
  soldOut: 'немає в наявності',
  sorry: 'Перепрошуємо, щось пішло не так. Напишіть, будь ласка, своє запитання, і менеджер відповість.',
};

/** @param locale as ManyChat gives it: `uk_UA`, `en_US`, or a language's English name */
export const wordsFor = (locale: string | undefined): ChatbotWords =>
  /^(uk|ukrainian)/i.test(locale ?? '') ? uk : en;
