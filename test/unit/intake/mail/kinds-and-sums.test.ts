import { describe, expect, it } from 'vitest';
import { readMail } from '../../../../src/main/intake/mail/read-mail.ts';
import { rows } from './words-of.ts';

const read = (subject: string, body: { html?: string; text?: string }, from = 'post@stall.example') =>
  readMail(
    {
      messageId: undefined,
      from,
      fromName: undefined,
      forwardedBy: undefined,
      subject,
      date: undefined,
      html: body.html,
      text: body.text,
    },
    [],
  );
const bill = (lines: readonly (readonly string[])[], words = '') => ({
  html: `<p>${words}</p>${rows(...lines)}`,
});

describe('a sale told to its seller without a number', () => {
  it.each([
    ['Sold: brass lamp', 'Pack it within three days.', '£'],
    ['Wiadomość ze sklepu', 'Kupujący Jan Kos zapłacił za zamówienie.', 'zł '],
    ['Nachricht zu deinem Laden', 'Frau Lüdke hat bestellt.', '€'],
    ['Um aviso da feira', 'Um cliente comprou na sua loja.', 'R$ '],
  ])('is for review with its total: %s', (subject, words, sign) => {
    const lines = [
      ['Brass lamp', `${sign}44.00`],
      ['Total', `${sign}44.00`],
    ];
    const reading = read(subject, bill(lines, words));
    expect(reading.kind).toBe('needs-review');
    expect(reading.orders[0]?.total?.minor).toBe(4400);
  });

  it('keeps who bought and what it came to where the goods are in no shape that is known', () => {
    const text =
      'Name: Ann Lee\nE-Mail: ann@example.com\nCake: Simnel, 20 cm\nDelivery: £5.00\nTotal: £45.00\n';
    const reading = read('Cake form', { text });
    expect(reading.kind).toBe('needs-review');
    expect(reading.orders[0]).toMatchObject({ total: { minor: 4500, currency: 'GBP' } });
  });
});

it('tells whatever it counts: a price beside words that are no choice is none of an item before it', () => {
  const text = `New order!\nOrder number: #BD-1\n\n1 x Peony bouquet   £1,240.00\n    KTotal:    £641.00\n,881.00
Delivery fee: £89.00\nOrder total: £1,970.00\n`;
  const { orders } = read('New order #BD-1', { text }, 'orders@bloomdash.example');
  expect(orders[0]?.items.map(({ title, lineTotal }) => [title, lineTotal?.minor])).toEqual([
    ['Peony bouquet', 124_000],
    ['KTotal:', 64_100],
  ]);
});

describe('a mail with amounts and no goods ordered', () => {
  const lines = [
    ['Plan for a team', '$50.00'],
    ['Tax', '$4.00'],
    ['Total', '$54.00'],
  ];
  it.each([
    ['Action needed', 'We could not charge your card. Invoice number: IN-9981'],
    ['Good to know', 'Your plan will renew on 12 March.'],
    ['From us', 'Here is the quote you asked for.'],
    ['For you', 'Ben sent you a gift card.'],
    ['Your week', 'Your earnings for 24 February to 2 March'],
    ['A message', 'A buyer made you an offer.'],
    ['Return request', 'The buyer wants to return an item.'],
    ['Rechnung', 'Vertragskonto 99281, Verbrauch 210 kWh'],
  ])('is no order: %s, %s', (subject, words) => {
    expect(read(subject, bill(lines, words)).kind).toBe('not-an-order');
  });
});

describe('the currency of an order', () => {
  const priced = (sign: (amount: string) => string, label = 'Total') => [
    ['Scarf', '2', sign('500'), sign('1000')],
    [label, '', '', sign('1000')],
  ];
  it.each([
    ['THB', (amount: string) => `฿${amount}.00`, 'Total'],
    ['JPY', (amount: string) => `￥ ${amount}`, 'Total'],
    ['JPY', (amount: string) => `${amount}円`, '合計'],
    ['VND', (amount: string) => `${amount} ₫`, 'Tổng cộng'],
    ['IDR', (amount: string) => `Rp ${amount}`, 'Total'],
    ['ZAR', (amount: string) => `R ${amount}.00`, 'Total'],
    ['HUF', (amount: string) => `${amount} Ft`, 'Végösszeg'],
    ['MKD', (amount: string) => `${amount} ден.`, 'Вкупно'],
  ])('is told by its sign: %s', (currency, sign, label) => {
    const reading = read('New order #4120', bill(priced(sign, label)));
    expect(reading.kind).toBe('order');
    expect(reading.orders[0]?.currency).toBe(currency);
  });

  const plain = priced((amount) => `${amount}.00`);
  it('is what a remark says the prices are in', () => {
    const html = `${rows(...plain)}<p>All prices in CHF.</p>`;
    expect(read('New order #4120', { html }).orders[0]?.currency).toBe('CHF');
  });

  it('is what the sender’s country pays with where a sign is of several, unless the mail says another', () => {
    const dollars = bill(priced((amount) => `$${amount}.00`));
    expect(read('New order #4120', dollars, 'a@stall.example.ca').orders[0]?.currency).toBe('CAD');
    expect(read('New order #4120', dollars, 'a@stall.example').orders[0]?.currency).toBe('USD');
    const american = { html: `${dollars.html}<p>All prices in USD.</p>` };
    expect(read('New order #4120', american, 'a@stall.example.ca').orders[0]?.currency).toBe('USD');
  });

  it('is only a guess where nothing names it: for review, and not told', () => {
    const text = 'Имя: Ольга\nТелефон: +7 900 555-01-22\nОткрытка x 2 - 300\n\nДоставка: 400\nИтого: 3200\n';
    const reading = read('Новая заявка №77', { text });
    expect(reading.kind).not.toBe('order');
    expect(reading.orders[0]?.currency).toBeUndefined();
  });

  it('is read where a plain text spells its signs as a page does', () => {
    const text = 'Oil\nQuantity: 2\nCost: 24,00&euro;\n\nTotal: 24,00&euro;\n';
    expect(read('New order #4120', { text }).orders[0]?.total).toEqual({ minor: 2400, currency: 'EUR' });
  });
});

describe('the total of an order', () => {
  const goods = ['Notebook', '2', '€15.00', '€30.00'];
  it('is what it came to before a coupon paid a part, where the rest is told below', () => {
    const lines = [
      goods,
      ['Versand', '', '', '€4.90'],
      ['Gesamtsumme', '', '', '€34.90'],
      ['Gutschein', '', '', '-€20.00'],
      ['Noch zu zahlen', '', '', '€14.90'],
    ];
    expect(read('Neue Bestellung #771', bill(lines)).orders[0]?.total?.minor).toBe(3490);
  });

  it('is the second of two sums called the same, with what is charged between them', () => {
    const lines = [
      goods,
      ['Suma', '', '', '€30.00'],
      ['InPost', '', '', '€4.00'],
      ['Suma', '', '', '€33.10'],
    ];
    const reading = read('Nowe zamówienie 771', bill(lines));
    expect(reading.kind).toBe('needs-review');
    expect(reading.orders[0]).toMatchObject({ total: { minor: 3310 }, subtotal: { minor: 3000 } });
  });
});
