import type { ByLanguage } from '../languages.ts';
import type { PaymentStatus } from '../order.ts';

/** The default notification text. */
export const usualTemplates: ByLanguage<string> = {
  en: 'New order {number} · {source}\nCustomer: {customer}\nRecipient: {recipient}\nWhen: {wanted}\nAddress: {address}\n{items}\nTotal: {total}\nPayment: {payment}\nNote: {note}',
  uk: 'Нове замовлення {number} · {source}\nКлієнт: {customer}\nОтримувач: {recipient}\nКоли: {wanted}\nАдреса: {address}\n{items}\nРазом: {total}\nОплата: {payment}\nНотатка: {note}',
  pl: 'Nowe zamówienie {number} · {source}\nKlient: {customer}\nOdbiorca: {recipient}\nKiedy: {wanted}\nAdres: {address}\n{items}\nRazem: {total}\nPłatność: {payment}\nUwagi: {note}',
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
  readonly payment: { readonly [S in PaymentStatus]: string };
  readonly cashOnDelivery: string;
  /** The amount still due on a partly paid order. */
  readonly left: (amount: string) => string;
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
    cashOnDelivery: 'cash on delivery',
    left: (amount) => `left: ${amount}`,
    payment: {
      unknown: 'unknown',
      pending: 'not paid',
      authorized: 'held, not yet charged',
      'partially-paid': 'partly paid',
      paid: 'paid',
      'partially-refunded': 'partly refunded',
      refunded: 'refunded',
      voided: 'voided',
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
    cashOnDelivery: 'готівкою під час отримання',
    left: (amount) => `залишок: ${amount}`,
    payment: {
      unknown: 'невідомо',
      pending: 'не оплачено',
      authorized: 'кошти утримано',
      'partially-paid': 'оплачено частково',
      paid: 'оплачено',
      'partially-refunded': 'частину повернено',
      refunded: 'кошти повернено',
      voided: 'скасовано',
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
    cashOnDelivery: 'płatność przy odbiorze',
    left: (amount) => `pozostało: ${amount}`,
    payment: {
      unknown: 'nieznana',
      pending: 'nieopłacone',
      authorized: 'środki zablokowane',
      'partially-paid': 'opłacone częściowo',
      paid: 'opłacone',
      'partially-refunded': 'zwrócone częściowo',
      refunded: 'zwrócone',
      voided: 'anulowana',
    },
  },
};
