import type { ByLanguage, Language } from '../../shared/languages.ts';
import type { Toast } from '../host.ts';

/** Says that the shop is closed although no user closed it. */
export const shutToast = (language: Language): Toast => ({ ...words[language], orderId: null });

const words: ByLanguage<Pick<Toast, 'title' | 'body'>> = {
  en: {
    title: 'The shop could not be opened',
    body: 'Until it is open, this computer hears of no order and rings for none. It is tried again by itself; Orderbell’s window says why.',
  },
  uk: {
    title: 'Не вдалося відкрити крамницю',
    body: 'Доки її не відкрито, цей комп’ютер не дізнається про замовлення і не дзвонить. Спроби тривають самі; вікно Orderbell показує причину.',
  },
  pl: {
    title: 'Nie udało się otworzyć sklepu',
    body: 'Dopóki nie jest otwarty, ten komputer nie dowiaduje się o zamówieniach i nie dzwoni. Próby trwają same; okno Orderbell podaje powód.',
  },
};
