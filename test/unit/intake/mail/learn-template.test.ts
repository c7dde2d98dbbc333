import { describe, expect, it } from 'vitest';
import { learnTemplate } from '../../../../src/main/intake/mail/learn/learn-template.ts';
import { parseMail } from '../../../../src/main/intake/mail/parse-mail.ts';
import { readMail } from '../../../../src/main/intake/mail/read-mail.ts';
import { readMailFile } from '../../../../src/main/intake/mail/report.ts';
import { bloomdashMail } from '../../../../src/sample-shop/mails/bloomdash.ts';
import { dostavoMail } from '../../../../src/sample-shop/mails/dostavo.ts';
import { sampleOrder } from '../gmail/order-mails.ts';

const uah = (minor: number) => ({ minor, currency: 'UAH' });
const encode = (mail: string) => new TextEncoder().encode(mail);
const sample = sampleOrder('DS-4071', { discount: uah(10_000), note: 'Ring twice' });
const other = sampleOrder('DS-9', {
  customerName: 'Taras Melnyk',
  phone: '+380 50 555 02 17',
  address: 'Lviv, 3 Rynok Square',
  items: [{ title: 'Orchid', quantity: 3, unitPrice: uah(60_000) }],
});

describe.each([
  ['bloomdash', bloomdashMail],
  ['dostavo', dostavoMail],
])('a recipe learnt from one mail of %s', (_, make) => {
  const learn = async () => {
    const values = await readMailFile(encode(make(sample)), 'x.eml', []);
    return learnTemplate(await parseMail(encode(make(sample))), values);
  };

  it('reads another mail of the same template whole', async () => {
    const { recipe, missed } = await learn();
    expect(missed).toEqual([]);
    const reading = readMail(await parseMail(encode(make(other))), [recipe]);
    expect(reading).toMatchObject({
      kind: 'order',
      recipe: `${recipe.family}@1`,
      orders: [
        {
          number: 'DS-9',
          customer: { name: 'Taras Melnyk', phone: '+380 50 555 02 17' },
          address: 'Lviv, 3 Rynok Square',
          total: uah(188_900),
          items: [{ title: 'Orchid', quantity: 3 }],
        },
      ],
    });
  });

  it('holds no value of the mail it was learnt from', async () => {
    const text = JSON.stringify((await learn()).recipe);
    for (const value of ['DS-4071', 'Olena', 'Hnatiuk', '555', 'Lypska', 'Peony', '1870', 'Ring twice']) {
      expect(text).not.toContain(value);
    }
  });
});

describe('learning a recipe', () => {
  const values = {
    orderNumber: 'DS-4071',
    currency: 'UAH',
    total: 1870,
    items: [{ title: 'Peony bouquet' }, { title: 'Coffee beans, 250 g' }],
  };

  it('is refused when a needed value is not in the mail', async () => {
    const mail = await parseMail(encode(bloomdashMail(sample)));
    expect(() => learnTemplate(mail, { ...values, total: 1.23 })).toThrow('total: cannot be found');
    expect(() => learnTemplate(mail, { ...values, orderNumber: 'nowhere' })).toThrow(
      'orderNumber: cannot be found',
    );
    expect(() => learnTemplate(mail, { ...values, items: [{ title: 'Cactus' }] })).toThrow(
      'items: cannot be found',
    );
  });

  it('is refused when what was pointed at does not add up', async () => {
    const mail = await parseMail(encode(bloomdashMail(sample)));
    expect(() => learnTemplate(mail, values)).toThrow('the mail says 1870.00');
  });

  it('names what it cannot find again and goes without it', async () => {
    const mail = await parseMail(encode(bloomdashMail(sample)));
    const { missed } = learnTemplate(mail, {
      ...values,
      deliveryFee: 89,
      discount: 100,
      email: 'a@b.example',
    });
    expect(missed).toEqual(['email']);
  });

  it('says which value is malformed', async () => {
    const mail = await parseMail(encode(bloomdashMail(sample)));
    expect(() => learnTemplate(mail, { ...values, currency: 'hryvnia' })).toThrow('currency');
  });
});
