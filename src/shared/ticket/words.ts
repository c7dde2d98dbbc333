import type { PaymentMethod } from '../forms.ts';
import type { ByLanguage } from '../languages.ts';
import type { PaymentStatus } from '../order.ts';

type Words = {
  readonly reprint: (copy: number) => string;
  /** For a part, which is packed with another order, whose number may be unknown. */
  readonly partOf: (whole: string) => string;
  readonly test: string;
  readonly cancelled: string;
  readonly review: string;
  readonly noNumber: string;
  /** The source of an order entered by hand. */
  readonly manual: string;
  readonly wanted: string;
  readonly recipient: string;
  readonly customer: string;
  readonly address: string;
  readonly placed: string;
  readonly note: string;
  readonly noteOf: (name: string) => string;
  readonly noItems: string;
  readonly item: string;
  readonly quantity: string;
  readonly amount: string;
  readonly each: (amount: string) => string;
  /** How many of a line were removed or returned. */
  readonly less: (count: number, of: number) => string;
  readonly notTold: string;
  readonly subtotal: string;
  readonly delivery: string;
  readonly discount: string;
  /** For a discount already included in the lines and the subtotal. */
  readonly discountIncluded: string;
  readonly tax: string;
  readonly taxIncluded: string;
  readonly tip: string;
  readonly takenOff: string;
  readonly refunded: string;
  readonly total: string;
  readonly differs: (amount: string) => string;
  readonly collect: (amount: string) => string;
  /** For a part, which is paid with another order. */
  readonly paidWith: (whole: string) => string;
  /** The payment status if nothing is to be collected or it must be checked. */
  readonly payment: { readonly [S in Exclude<PaymentStatus, 'pending'>]: string };
  readonly method: { readonly [M in PaymentMethod]: string };
  readonly taken: (name: string) => string;
  readonly printed: (at: string) => string;
};

/** The labels of a ticket. */
export const ticketWords: ByLanguage<Words> = {
  en: {
    reprint: (copy) => `REPRINT ${copy}`,
    partOf: (whole) => `PART OF ${whole || 'ANOTHER ORDER'}: packed there`,
    test: 'TEST ORDER',
    cancelled: 'CANCELLED',
    review: 'NEEDS REVIEW',
    noNumber: 'no number',
    manual: 'Manual',
    wanted: 'Wanted',
    recipient: 'For',
    customer: 'Customer',
    address: 'Address',
    placed: 'Ordered',
    note: 'Note from the customer',
    noteOf: (name) => `Note, ${name}`,
    noItems: 'No items were read.',
    item: 'Item',
    quantity: 'Pieces',
    amount: 'Amount',
    each: (amount) => `${amount} each`,
    less: (count, of) => `taken off or returned: ${count} of ${of}`,
    notTold: 'price not told',
    subtotal: 'Items',
    delivery: 'Delivery',
    discount: 'Discount',
    discountIncluded: 'Discount, in the prices already',
    tax: 'Tax',
    taxIncluded: 'Tax, included',
    tip: 'Tip',
    takenOff: 'Goods taken off',
    refunded: 'Refunded',
    total: 'Total',
    differs: (amount) => `Does not add up: differs by ${amount}`,
    collect: (amount) => `COLLECT ${amount}`.trim(),
    paidWith: (whole) => `PAYMENT WITH ${whole || 'THE OTHER ORDER'}: collect nothing`,
    payment: {
      unknown: 'PAYMENT NOT KNOWN',
      authorized: 'PAYMENT HELD: collect nothing',
      'partially-paid': 'PARTLY PAID: ask what is left',
      paid: 'PAID',
      'partially-refunded': 'PAID, partly refunded',
      refunded: 'REFUNDED',
      voided: 'PAYMENT VOIDED',
    },
    method: {
      'cash-on-delivery': 'cash on delivery',
      'bank-transfer': 'bank transfer',
      cash: 'cash',
      card: 'card',
    },
    taken: (name) => `Taken by ${name}`,
    printed: (at) => `Printed ${at}`,
  },
  uk: {
    reprint: (copy) => `ПОВТОРНИЙ ДРУК ${copy}`,
    partOf: (whole) => `ЧАСТИНА ${whole || 'ІНШОГО ЗАМОВЛЕННЯ'}: пакують там`,
    test: 'ТЕСТОВЕ ЗАМОВЛЕННЯ',
    cancelled: 'СКАСОВАНО',
    review: 'ПЕРЕВІРИТИ',
    noNumber: 'без номера',
    manual: 'Вручну',
    wanted: 'На коли',
    recipient: 'Кому',
    customer: 'Замовник',
    address: 'Адреса',
    placed: 'Замовлено',
    note: 'Побажання клієнта',
    noteOf: (name) => `Нотатка, ${name}`,
    noItems: 'Товарів не прочитано.',
    item: 'Товар',
    quantity: 'К-сть',
    amount: 'Сума',
    each: (amount) => `по ${amount}`,
    less: (count, of) => `прибрано чи повернено: ${count} з ${of}`,
    notTold: 'ціни не вказано',
    subtotal: 'Товари',
    delivery: 'Доставка',
    discount: 'Знижка',
    discountIncluded: 'Знижка, вже в цінах',
    tax: 'Податок',
    taxIncluded: 'Податок у ціні',
    tip: 'Чайові',
    takenOff: 'Прибрані товари',
    refunded: 'Повернено',
    total: 'Разом',
    differs: (amount) => `Суми не сходяться: різниця ${amount}`,
    collect: (amount) => `ДО СПЛАТИ ${amount}`.trim(),
    paidWith: (whole) => `ОПЛАТА З ${whole || 'ІНШИМ ЗАМОВЛЕННЯМ'}: не брати`,
    payment: {
      unknown: 'НЕВІДОМО, ЧИ ОПЛАЧЕНО',
      authorized: 'КОШТИ УТРИМАНО: не брати',
      'partially-paid': 'ОПЛАЧЕНО ЧАСТКОВО: уточнити решту',
      paid: 'ОПЛАЧЕНО',
      'partially-refunded': 'ОПЛАЧЕНО, частину повернено',
      refunded: 'КОШТИ ПОВЕРНЕНО',
      voided: 'ОПЛАТУ СКАСОВАНО',
    },
    method: {
      'cash-on-delivery': 'готівкою під час отримання',
      'bank-transfer': 'переказом на рахунок',
      cash: 'готівкою',
      card: 'карткою',
    },
    taken: (name) => `Взято: ${name}`,
    printed: (at) => `Надруковано ${at}`,
  },
  pl: {
    reprint: (copy) => `WYDRUK PONOWNY ${copy}`,
    partOf: (whole) => `CZĘŚĆ ${whole || 'INNEGO ZAMÓWIENIA'}: pakowane tam`,
    test: 'ZAMÓWIENIE TESTOWE',
    cancelled: 'ANULOWANE',
    review: 'DO SPRAWDZENIA',
    noNumber: 'bez numeru',
    manual: 'Ręcznie',
    wanted: 'Na kiedy',
    recipient: 'Dla',
    customer: 'Zamawiający',
    address: 'Adres',
    placed: 'Zamówiono',
    note: 'Uwagi klienta',
    noteOf: (name) => `Notatka, ${name}`,
    noItems: 'Nie odczytano żadnych pozycji.',
    item: 'Pozycja',
    quantity: 'Ilość',
    amount: 'Kwota',
    each: (amount) => `po ${amount}`,
    less: (count, of) => `usunięto lub zwrócono: ${count} z ${of}`,
    notTold: 'bez podanej ceny',
    subtotal: 'Pozycje',
    delivery: 'Dostawa',
    discount: 'Rabat',
    discountIncluded: 'Rabat, już w cenach',
    tax: 'Podatek',
    taxIncluded: 'Podatek w cenie',
    tip: 'Napiwek',
    takenOff: 'Usunięte towary',
    refunded: 'Zwrócono',
    total: 'Razem',
    differs: (amount) => `Kwoty się nie zgadzają: różnica ${amount}`,
    collect: (amount) => `DO POBRANIA ${amount}`.trim(),
    paidWith: (whole) => `PŁATNOŚĆ Z ${whole || 'INNYM ZAMÓWIENIEM'}: nic nie pobierać`,
    payment: {
      unknown: 'NIE WIADOMO, CZY OPŁACONE',
      authorized: 'ŚRODKI ZABLOKOWANE: nic nie pobierać',
      'partially-paid': 'OPŁACONE CZĘŚCIOWO: spytać o resztę',
      paid: 'OPŁACONE',
      'partially-refunded': 'OPŁACONE, część zwrócono',
      refunded: 'ZWRÓCONO',
      voided: 'PŁATNOŚĆ ANULOWANA',
    },
    method: {
      'cash-on-delivery': 'płatność przy odbiorze',
      'bank-transfer': 'przelew',
      cash: 'gotówka',
      card: 'karta',
    },
    taken: (name) => `Przyjęte: ${name}`,
    printed: (at) => `Wydrukowano ${at}`,
  },
};
