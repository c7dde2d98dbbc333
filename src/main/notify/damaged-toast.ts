import type { ByLanguage, Language } from '../../shared/languages.ts';
import type { Toast } from '../host.ts';

/** Says that repairing the ledger does not help. */
export const damagedToast = (language: Language): Toast => ({ ...words[language], orderId: null });

const words: ByLanguage<Pick<Toast, 'title' | 'body'>> = {
  en: {
    title: 'The ledger is damaged again',
    body: 'The disk or the memory of this computer may be failing. The shop stays open as far as it goes, and the repair is tried again by itself; have the computer looked at, and let another one receive the orders meanwhile.',
  },
  uk: {
    title: 'Журнал знову пошкоджено',
    body: 'Можливо, псується диск або пам’ять цього комп’ютера. Крамниця лишається відкритою, наскільки це можливо, а відновлення повториться саме; віддайте комп’ютер на перевірку, а замовлення нехай тим часом приймає інший.',
  },
  pl: {
    title: 'Rejestr jest znowu uszkodzony',
    body: 'Być może psuje się dysk albo pamięć tego komputera. Sklep pozostaje otwarty, na ile się da, a naprawa zostanie ponowiona sama; oddaj komputer do sprawdzenia, a zamówienia niech w tym czasie przyjmuje inny.',
  },
};
