import type { ByLanguage, Language } from '../../shared/languages.ts';
import type { Toast } from '../host.ts';

type Words = ByLanguage<Pick<Toast, 'title' | 'body'>>;

/** Native notifications whose text never changes. */
const texts = {
  /** Of a test run; it says that there is no order. */
  testRun: {
    en: { title: 'Fire drill', body: 'This is a try. There is no order.' },
    uk: { title: 'Навчальна тривога', body: 'Це проба. Замовлення немає.' },
    pl: { title: 'Próbny alarm', body: 'To próba. Zamówienia nie ma.' },
  },
  /** Tests whether this computer shows notifications. */
  trial: {
    en: { title: 'A try of notices', body: 'New orders look like this.' },
    uk: { title: 'Проба сповіщення', body: 'Так виглядають нові замовлення.' },
    pl: { title: 'Próba powiadomienia', body: 'Tak wyglądają nowe zamówienia.' },
  },
  /** Two copies of the data directory are in use; no data is lost. */
  copied: {
    en: {
      title: 'A second data directory',
      body: 'Something else was written under this computer’s name: its data directory was copied, or put back from a backup. Nothing is lost. If a copy runs on another computer, give that one an empty data directory.',
    },
    uk: {
      title: 'Папка даних не одна',
      body: 'Під назвою цього комп’ютера записує ще хтось: папку даних скопійовано або повернено з копії. Нічого не втрачено. Якщо вона працює й на іншому комп’ютері, дайте тому порожню папку.',
    },
    pl: {
      title: 'Drugi katalog danych',
      body: 'Pod nazwą tego komputera zapisano coś jeszcze: jego katalog danych skopiowano albo przywrócono z kopii zapasowej. Nic nie przepadło. Jeśli kopia działa na innym komputerze, daj tamtemu pusty katalog danych.',
    },
  },
  /** Repairing the ledger does not help. */
  damaged: {
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
  },
  /** The shop is closed although no user closed it. */
  shut: {
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
  },
} as const satisfies { readonly [name: string]: Words };

export const fixedToast = (name: keyof typeof texts, language: Language): Toast => ({
  ...texts[name][language],
  orderId: null,
});
