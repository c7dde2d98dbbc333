import { describe, expect, it } from 'vitest';
import { readMail } from '../../../../src/main/intake/mail/read-mail.ts';
import type { Mail } from '../../../../src/shared/reading.ts';

const mailOf = (body: Pick<Mail, 'html' | 'text'>): Mail => ({
  messageId: '<1@x.example>',
  from: 'orders@x.example',
  fromName: undefined,
  forwardedBy: undefined,
  subject: 'New order #4120',
  date: undefined,
  ...body,
});
const ofText = (text: string) => readMail(mailOf({ html: undefined, text }), []);
const ofLines = (lines: readonly string[], subject = 'New order #4120') =>
  readMail(
    {
      ...mailOf({
        html: `<table>${lines.map((line) => `<tr><td>${line}</td></tr>`).join('')}</table>`,
        text: undefined,
      }),
      subject,
    },
    [],
  );
const gbp = (minor: number) => ({ minor, currency: 'GBP' });

describe('the answers of a form', () => {
  const answers = ['Name', 'Ann Lee', 'Phone', '+44 20 7946 0018', 'Simnel cake (£12.50 each)', '2'];

  it('are goods with the price their question tells, for review where no number is', () => {
    const reading = ofLines([...answers, 'Address', '5 High Street, Leeds LS1 1AA'], 'Easter form');
    expect(reading.kind).toBe('needs-review');
    expect(reading.orders[0]).toMatchObject({
      customer: { name: 'Ann Lee' },
      items: [{ title: 'Simnel cake', quantity: 2, unitPrice: gbp(1250) }],
    });
  });

  it('are no order where nobody says where it goes', () => {
    expect(ofLines(answers, 'Easter form').kind).toBe('not-an-order');
  });
});

describe('an item whose facts stand in lines of their own', () => {
  it('is named by the line above them that tells no amount', () => {
    const { orders } = ofLines([
      'You made the sale for £34.49',
      'Film camera, body only',
      'Sold: £29.50',
      'Order: 13-14208-77316',
      'Quantity sold: 1',
      'Postage: £4.99',
      'Order total: £34.49',
    ]);
    expect(orders[0]?.items).toMatchObject([{ title: 'Film camera, body only', quantity: 1 }]);
  });
});

describe('what is paid below a total', () => {
  const bill = (lowered: string) =>
    ofText(`New order #4120\n\n1 x Cake £49.00\n2 x Tea £30.00\n\nTotal £79.00\n${lowered}\nCard £75.00\n`);

  it.each(['Loyalty discount £4.00', 'Loyalty discount -£4.00', 'Loyalty £4.00'])(
    'makes the total doubtful when it is lower by "%s"',
    (lowered) => {
      const { kind, orders } = bill(lowered);
      expect([kind, orders[0]?.review?.map(({ code }) => code)]).toEqual(['needs-review', ['sum-mismatch']]);
    },
  );

  it('leaves the total when a gift card pays the rest', () => {
    const { kind, orders } = bill('Gift card £4.00');
    expect([kind, orders[0]?.total]).toEqual(['order', gbp(7900)]);
  });
});

describe('a code of capitals behind a title', () => {
  it('is its article number, and a word with a dash is not', () => {
    const { orders } = ofText(
      'New order #4120\n\n2 x String E (STR-E) £9.00\n1 x Cable (USB-C) £5.00\n\nTotal £14.00\n',
    );
    expect(orders[0]?.items.map(({ title, sku }) => [title, sku])).toEqual([
      ['String E', 'STR-E'],
      ['Cable (USB-C)', undefined],
    ]);
  });
});

describe('a receipt that names two ends', () => {
  it('goes to the second, and is of whom it names', () => {
    const { orders } = ofLines([
      'Order #4120',
      '2 x Tea £30.00',
      'Total £30.00',
      'From Cantina',
      '8 Mill Lane, Leeds, LS1 1AB',
      'To Ann Lee',
      '5 High Street, Leeds, LS1 1AA',
    ]);
    expect(orders[0]).toMatchObject({
      customer: { name: 'Ann Lee' },
      address: '5 High Street, Leeds, LS1 1AA',
    });
  });
});

describe('a tax of one word', () => {
  it('is told as a tax', () => {
    const { orders } = ofText('New order #4120\n\n2 x Tea £30.00\n\nTax £3.00\nTotal £33.00\n');
    expect(orders[0]).toMatchObject({ tax: gbp(300), total: gbp(3300) });
  });
});
