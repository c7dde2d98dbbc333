import type { MailTemplate } from '../../shared/mail-template.ts';

/** The Ukrainian delivery service. */
export const dostavo: MailTemplate = {
  format: 1,
  family: 'dostavo',
  version: 1,
  name: 'Доставо',
  language: 'uk',
  currency: 'UAH',
  decimal: ',',
  hue: 270,
  match: { sender: 'zamovlennya@dostavo.example', subject: 'Нове замовлення' },
  fields: {
    number: { label: 'Нове замовлення', take: 'beside' },
    placedAt: { label: 'Створено', take: 'beside' },
    customerName: { label: 'Замовник', take: 'below', part: 'first' },
    phone: { label: 'Замовник', take: 'below', part: 'phone' },
    address: { label: 'Адреса доставки', take: 'below' },
    subtotal: { label: 'Вартість товарів', take: 'end' },
    deliveryFee: { label: "Доставка кур'єром", take: 'end' },
    discount: { label: 'Знижка за промокодом', take: 'end' },
    total: { label: 'До сплати', take: 'end' },
    note: { label: 'Коментар', take: 'beside' },
  },
  items: { head: { title: 'Товар', quantity: 'К-сть', unitPrice: 'Ціна', lineTotal: 'Сума' } },
};
