import { describe, expect, it } from 'vitest';
import { learnTemplate } from '../../../../src/main/intake/mail/learn/learn-template.ts';
import { tryOnOthers } from '../../../../src/main/intake/mail/learn/try-on-others.ts';
import { readMail } from '../../../../src/main/intake/mail/read-mail.ts';
import type { Mail } from '../../../../src/shared/reading.ts';

const mail = (html: string, subject = 'A sale'): Mail => ({
  messageId: '<1@kioskly.example>',
  from: 'sales@kioskly.example',
  fromName: 'Kioskly',
  forwardedBy: undefined,
  subject,
  date: undefined,
  html,
  text: undefined,
});

type Sale = {
  readonly number: string;
  readonly buyer: string;
  readonly lines: readonly (readonly [count: number, title: string, price: string])[];
  readonly total: string;
  readonly strange?: string;
};
/** A mail in words no table of labels knows, in blocks that are no table. */
const sale = ({ number, buyer, lines, total, strange = 'Grandissimo' }: Sale): Mail =>
  mail(
    `<p>Ref ~ ${number} ~ thank you</p><p>Whose: ${buyer}</p><h4>The haul</h4>
     ${lines.map(([count, title, price]) => `<div>${count} x</div><div>${title}</div><div>$${price}</div>`).join('')}
     <p>Haul ends</p><table><tr><td>$${total}</td><td>${strange}</td></tr></table>`,
  );
const first = sale({
  number: 'KX-10-77',
  buyer: 'Dora Field',
  lines: [
    [2, 'Blue lamp', '30.00'],
    [1, 'Oak stool', '45.50'],
  ],
  total: '75.50',
});
const second = sale({
  number: 'KX-20-31',
  buyer: 'Ben Marsh',
  lines: [
    [1, 'Tin mug', '8.00'],
    [3, 'Wool rug', '60.00'],
    [1, 'Jug', '12.25'],
  ],
  total: '80.25',
});
const values = {
  orderNumber: 'KX-10-77',
  customerName: 'Dora Field',
  currency: 'USD',
  total: 75.5,
  items: [
    { title: 'Blue lamp', quantity: 2, lineTotal: 30 },
    { title: 'Oak stool', quantity: 1, lineTotal: 45.5 },
  ],
};

describe('a recipe learnt from a mail in words nobody knows', () => {
  it('reads the mail it was learnt from, exactly as it was pointed at', () => {
    const { recipe, missed } = learnTemplate(first, values);
    expect(missed).toEqual([]);
    expect(readMail(first, [recipe])).toMatchObject({
      kind: 'order',
      recipe: 'kioskly@1',
      orders: [
        {
          number: 'KX-10-77',
          customer: { name: 'Dora Field' },
          total: { minor: 7550, currency: 'USD' },
          items: [
            { title: 'Blue lamp', quantity: 2, lineTotal: { minor: 3000 } },
            { title: 'Oak stool', quantity: 1, lineTotal: { minor: 4550 } },
          ],
        },
      ],
    });
  });

  it('reads another mail with other items, another buyer and another total', () => {
    const { recipe } = learnTemplate(first, values);
    expect(readMail(second, [recipe])).toMatchObject({
      kind: 'order',
      recipe: 'kioskly@1',
      orders: [
        {
          number: 'KX-20-31',
          customer: { name: 'Ben Marsh' },
          total: { minor: 8025 },
          items: [{ title: 'Tin mug' }, { title: 'Wool rug', quantity: 3 }, { title: 'Jug' }],
        },
      ],
    });
  });

  it('never calls a mail of a changed template an order with another total', () => {
    const { recipe } = learnTemplate(first, values);
    const changed = sale({
      number: 'KX-30-11',
      buyer: 'Ann Poole',
      lines: [[1, 'Tin mug', '8.00']],
      total: '8.00',
      strange: 'All in',
    });
    const reading = readMail(changed, [recipe]);
    expect(reading.recipe).toBeNull();
    if (reading.kind === 'order') expect(reading.orders[0]?.total?.minor).toBe(800);
  });

  it('holds no value of the mail', () => {
    const text = JSON.stringify(learnTemplate(first, values).recipe);
    for (const value of ['KX-10-77', 'Dora', 'Field', 'Blue lamp', 'Oak', '75.5', '45.5']) {
      expect(text).not.toContain(value);
    }
  });
});

describe('a value that no label leads to', () => {
  const bare = (number: string, subject: string) =>
    mail(
      `<table><tr><td>Item</td><td>Amount</td></tr><tr><td>Tin mug</td><td>$8.00</td></tr></table>
       <table><tr><td>Total</td><td>$8.00</td></tr></table><p>Keep ${number} safe, please</p>`,
      subject,
    );
  const learn = (number: string, subject: string) =>
    learnTemplate(bare(number, subject), {
      orderNumber: number,
      currency: 'USD',
      total: 8,
      items: [{ title: 'Tin mug' }],
    }).recipe;

  it('is found by the words around it in its sentence', () => {
    const recipe = learn('QF-881', 'A sale');
    expect(readMail(bare('QF-902', 'A sale'), [recipe]).orders[0]?.number).toBe('QF-902');
  });
});

describe('two rows that make one value', () => {
  const withTwo = (one: string, other: string, total: string) =>
    mail(
      `<p>Order number: A-100</p>
       <table><tr><th>Item</th><th>Qty</th><th>Total</th></tr><tr><td>Rug</td><td>1</td><td>$50.00</td></tr></table>
       <table><tr><td>Discount (spring)</td><td>-$${one}</td></tr><tr><td>Voucher</td><td>-$${other}</td></tr>
       <tr><td>Total</td><td>$${total}</td></tr></table>`,
    );

  it('are learnt together and added up', () => {
    const { recipe, missed } = learnTemplate(withTwo('5.00', '2.50', '42.50'), {
      orderNumber: 'A-100',
      currency: 'USD',
      discount: 7.5,
      total: 42.5,
      items: [{ title: 'Rug', quantity: 1, lineTotal: 50 }],
    });
    expect(missed).toEqual([]);
    const reading = readMail(withTwo('1.00', '4.00', '45.00'), [recipe]);
    expect(reading).toMatchObject({
      kind: 'order',
      orders: [{ discount: { minor: 500 }, total: { minor: 4500 } }],
    });
  });
});

describe('trying a recipe on other mails of its sender', () => {
  it('makes it surer by every mail that reads whole', () => {
    const learnt = learnTemplate(first, values);
    expect(tryOnOthers(learnt, first, [second]).recipe.learntFrom).toBe(2);
    expect(tryOnOthers(learnt, first, []).recipe.learntFrom).toBe(1);
  });

  it('counts no mail of another template, such as a newsletter', () => {
    const learnt = learnTemplate(first, values);
    const news = mail('<h1>News</h1><p>Our lamps are cheaper this week.</p>');
    expect(tryOnOthers(learnt, first, [news, news]).recipe.learntFrom).toBe(1);
  });

  it('refuses a recipe whose total is found in the sample alone', () => {
    const labelled = (label: string) =>
      mail(
        `<p>Order number: B-7</p><table><tr><th>Item</th><th>Qty</th><th>Total</th></tr>
         <tr><td>Rug</td><td>1</td><td>$50.00</td></tr></table><table><tr><td>${label}</td><td>$50.00</td></tr></table>`,
      );
    const sample = labelled('Total to pay today');
    const learnt = learnTemplate(sample, {
      orderNumber: 'B-7',
      currency: 'USD',
      total: 50,
      items: [{ title: 'Rug' }],
    });
    expect(() => tryOnOthers(learnt, sample, [labelled('Grand total'), labelled('Amount due')])).toThrow(
      'total: not found the same way in 2 other mails like this one',
    );
  });
});

describe('somebody nobody has pointed at', () => {
  const sold = (person: string): Mail =>
    mail(
      `<p>Order number: KX-10-77</p>${person}<table><tr><td>Item</td><td>Qty</td><td>Amount</td></tr>
       <tr><td>Blue lamp</td><td>1</td><td>$8.00</td></tr></table><p>Grandissimo: $8.00</p>`,
    );
  const pointed = {
    orderNumber: 'KX-10-77',
    phone: '+1 202 555 0143',
    currency: 'USD',
    total: 8,
    items: [{ title: 'Blue lamp', quantity: 1, lineTotal: 8 }],
  };

  it.each([
    '<div>Dora Field<br>+1 202 555 0143</div>',
    '<p>Dora Field, +1 202 555 0143</p>',
    '<table><tr><td>Dora Field</td><td>+1 202 555 0143</td></tr></table>',
    '<p>Buyer: Dora Field</p><p>+1 202 555 0143</p>',
  ])('is in no rule: %s', (person) => {
    const { recipe } = learnTemplate(sold(person), pointed);
    expect(JSON.stringify(recipe)).not.toMatch(/Dora|Field/);
  });
});
