import { describe, expect, it } from 'vitest';
import { mergeMails, toldByMails } from '../../../../src/main/intake/gmail/merge-mails.ts';
import type { ContentEntry } from '../../../../src/shared/content-entry.ts';
import { isContent } from '../../../../src/shared/content-entry.ts';
import type { OrderContent } from '../../../../src/shared/order.ts';
import { entryOf, incomingOrder } from '../../../support/orders.ts';

const base: OrderContent = { number: 'A1', paymentStatus: 'unknown', customer: {}, items: [] };
const contentOf = (more: Partial<OrderContent>): OrderContent => ({ ...base, ...more });
function told(at: number, content: Partial<OrderContent>, more: object = {}): readonly ContentEntry[] {
  const order = { ...incomingOrder({ version: at }), content: contentOf(content) };
  const kind = at === 10 ? 'order-received' : 'order-updated';
  return [entryOf({ id: `e${at}`, kind, at, data: { order, ...more } })].filter(isContent);
}
const byHand = { corrected: 'by-hand' };
const phone = (number: string) => ({ customer: { phone: number } });

describe('an order that a mail tells anew', () => {
  it('has the customer’s phone that the mail leaves out, and the name that it tells', () => {
    const known = contentOf({ customer: { name: 'Olena', phone: '1' }, address: 'Kyiv' });
    expect(mergeMails(contentOf({ customer: { name: 'Olena H.' } }), known, known)).toEqual(
      contentOf({ customer: { name: 'Olena H.', phone: '1' }, address: 'Kyiv' }),
    );
  });

  it('has no other recipient’s phone, and that of the same one', () => {
    const known = contentOf({ recipient: { name: 'Maria', phone: '1' } });
    const recipientOf = (name: string) =>
      mergeMails(contentOf({ recipient: { name } }), known, known).recipient;
    expect(recipientOf('Ivan')).toEqual({ name: 'Ivan' });
    expect(recipientOf('Maria')).toEqual({ name: 'Maria', phone: '1' });
  });

  it('has no phone that a correction took away, when the mail tells it again', () => {
    expect(mergeMails(contentOf(phone('1')), contentOf({}), contentOf(phone('1')))).toEqual(contentOf({}));
  });
});

describe('what the mails told of an order', () => {
  it('is none of its corrections, also where a later mail left the corrected value as it was', () => {
    const contents = [...told(10, phone('1')), ...told(11, phone('2'), byHand), ...told(20, phone('2'))];
    expect(toldByMails(contents)?.customer.phone).toBe('1');
  });

  it('is the last word of theirs, in whatever order they were written down', () => {
    const contents = [...told(20, phone('3')), ...told(10, phone('1')), ...told(11, phone('2'), byHand)];
    expect(toldByMails(contents)?.customer.phone).toBe('3');
  });

  it('is none of what nothing was told of', () => {
    expect(toldByMails([])).toBeNull();
  });
});
