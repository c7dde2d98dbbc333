import type { ByLanguage } from '../languages.ts';
import type { PaymentStatus } from '../order.ts';

/** What is told where the shop has no text of its own. */
export const usualTemplates: ByLanguage<string> = {
  en: 'New order {number} · {source}\nCustomer: {customer}\n{items}\nTotal: {total}',
  uk: 'Нове замовлення {number} · {source}\nКлієнт: {customer}\n{items}\nРазом: {total}',
  pl: 'Nowe zamówienie {number} · {source}\nKlient: {customer}\n{items}\nRazem: {total}',
};

type Words = {
  readonly more: (count: number) => string;
  readonly late: string;
  readonly off: string;
  readonly review: string;
  readonly test: string;
  /** Captions of buttons: Messenger shows 20 characters. */
  readonly take: string;
  readonly open: string;
  readonly at: (time: string) => string;
  readonly by: (time: string) => string;
  readonly from: (time: string) => string;
  readonly payment: { readonly [S in Exclude<PaymentStatus, 'unknown'>]: string };
};

export const noticeWords: ByLanguage<Words> = {
  en: {
    more: (count) => `+${count} more`,
    late: 'Not yet in BigQuery',
    off: 'BigQuery is not connected',
    review: 'Needs review',
    test: 'Test order',
    take: 'Take it',
    open: 'Open the order',
    at: (time) => `at ${time}`,
    by: (time) => `by ${time}`,
    from: (time) => `from ${time}`,
    payment: {
      pending: 'not paid',
      authorized: 'payment held',
      'partially-paid': 'partly paid',
      paid: 'paid',
      'partially-refunded': 'partly refunded',
      refunded: 'refunded',
      voided: 'payment voided',
    },
  },
  uk: {
    more: (count) => `+ ще ${count}`,
    late: 'Ще не в BigQuery',
    off: 'BigQuery не підключено',
    review: 'Потребує перевірки',
    test: 'Тестове замовлення',
    take: 'Беру',
    open: 'Відкрити замовлення',
    at: (time) => `о ${time}`,
    by: (time) => `до ${time}`,
    from: (time) => `від ${time}`,
    payment: {
      pending: 'не оплачено',
      authorized: 'кошти утримано',
      'partially-paid': 'оплачено частково',
      paid: 'оплачено',
      'partially-refunded': 'частину повернено',
      refunded: 'кошти повернено',
      voided: 'оплату скасовано',
    },
  },
  pl: {
    more: (count) => `+ jeszcze ${count}`,
    late: 'Jeszcze nie w BigQuery',
    off: 'BigQuery nie jest połączone',
    review: 'Do sprawdzenia',
    test: 'Zamówienie testowe',
    take: 'Biorę',
    open: 'Otwórz zamówienie',
    at: (time) => `o ${time}`,
    by: (time) => `do ${time}`,
    from: (time) => `od ${time}`,
    payment: {
      pending: 'nieopłacone',
      authorized: 'środki zablokowane',
      'partially-paid': 'opłacone częściowo',
      paid: 'opłacone',
      'partially-refunded': 'zwrócone częściowo',
      refunded: 'zwrócone',
      voided: 'płatność anulowana',
    },
  },
};
