import fc from 'fast-check';
import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { readHead } from '../../../../src/main/intake/gmail/mail-head.ts';
import type { MailParts } from '../../../../src/main/notify/email/compose-mail.ts';
import { composeMail, identityOf } from '../../../../src/main/notify/email/compose-mail.ts';
import { mailTextOf } from '../../../../src/main/notify/email/email-channel.ts';
import type { MessageContext } from '../../../../src/main/notify/message.ts';
import { lateOrdersContent, newOrderContent, newOrderText } from '../../../../src/main/notify/message.ts';
import { foldOrder } from '../../../../src/shared/fold.ts';
import { orderIdSchema } from '../../../../src/shared/ids.ts';
import type { Order } from '../../../../src/shared/order.ts';
import { entryOf, incomingOrder } from '../../../support/orders.ts';

const parts: MailParts = {
  from: 'orders@kvitka.example',
  to: 'anna@example.com',
  subject: 'New order #1001',
  text: 'Two bouquets',
  identity: 'notice-1',
  at: Date.parse('2025-03-04T10:00:00Z'),
};
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc
    .array(
      fc.constantFrom('\r\n', '\n', '\r', 'Bcc: all@example.com', '=?UTF-8?Q?x?=', 'Квітка 🌷', ' ', '.'),
    )
    .map((pieces) => pieces.join('')),
);
const names = (mail: string): readonly string[] =>
  (readHead(Buffer.from(mail, 'utf8')) ?? []).map(({ name }) => name);
const usual = names(composeMail(parts));
const oneLine = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim();

describe('a mail', () => {
  it('has these headers and no other, whatever stands in subject and text', () => {
    expect(usual).toEqual([
      'from',
      'to',
      'subject',
      'date',
      'message-id',
      'x-orderbell-notice',
      'auto-submitted',
      'mime-version',
      'content-type',
      'content-transfer-encoding',
    ]);
    fc.assert(
      fc.property(anyText, anyText, (subject, text) => {
        expect(names(composeMail({ ...parts, subject, text }))).toEqual(usual);
      }),
    );
  });

  it('is plain ASCII in lines of 76 characters at most, each ended by CRLF, whatever it says', () => {
    fc.assert(
      fc.property(anyText, anyText, (subject, text) => {
        const mail = composeMail({ ...parts, subject, text });
        expect(mail).toMatch(/^[\x20-\x7e\r\n]*$/);
        expect(mail.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
        expect(Math.max(...mail.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(76);
      }),
    );
  });

  it('is read back by another program as it was meant', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, anyText, async (subject, text) => {
        const mail = await PostalMime.parse(composeMail({ ...parts, subject, text }));
        expect(oneLine(mail.subject ?? '')).toBe(oneLine(subject));
        const meant = text.toWellFormed().replaceAll(/\r\n|\r|\n/g, '\n');
        expect((mail.text ?? '').replaceAll('\r\n', '\n').trimEnd()).toBe(
          meant.replace(/^\uFEFF/, '').trimEnd(),
        );
        expect([mail.from?.address, mail.to?.map(({ address }) => address)]).toEqual([
          parts.from,
          [parts.to],
        ]);
        expect(mail.messageId).toBe('<notice-1@kvitka.example>');
        expect(new Date(mail.date ?? '').getTime()).toBe(parts.at);
      }),
    );
  });

  it.each([
    'anna@example.com\r\nBcc: all@example.com',
    'anna@example.com, all@example.com',
    'Anna <anna@example.com>',
    'anna@exam ple.com',
    'anna',
    '@example.com',
    'ганна@example.com',
  ])('goes to nobody by the address %j', (to) => {
    expect(() => composeMail({ ...parts, to })).toThrow('Not a valid e-mail address');
    expect(() => composeMail({ ...parts, from: to })).toThrow('Not a valid e-mail address');
  });

  it('is known by the same id whenever it is made of the same notices, and by no other', () => {
    expect(identityOf(['b', 'a'])).toBe(identityOf(['a', 'b']));
    fc.assert(
      fc.property(fc.uniqueArray(fc.string(), { minLength: 2, maxLength: 2 }), ([one = '', other = '']) => {
        expect(identityOf([one])).not.toBe(identityOf([other]));
        expect(identityOf([one])).toMatch(/^notice-[0-9a-f]{40}$/);
      }),
    );
  });
});

describe('a notice by e-mail', () => {
  const order = (number: string) => {
    const data = { order: incomingOrder({ number, note: 'ring twice' }) };
    const folded = foldOrder(orderIdSchema.parse('shopify:1001'), [
      entryOf({ id: 'r', kind: 'order-received', data }),
    ]);
    if (!folded) throw new Error('there is no order');
    return folded;
  };
  const newOrderMail = (of: Order, told: MessageContext) => {
    const content = newOrderContent(of, told);
    return { subject: content.subject, text: mailTextOf(content) };
  };
  const context = {
    language: 'en',
    sourceName: 'Shopify',
    link: 'https://admin.shopify.com/store/kvitka/orders/1',
    warehouse: 'in',
  } as const;

  it('says number, source and total above, and below what Messenger would say, with the link', () => {
    const { subject, text } = newOrderMail(order('#1001'), context);
    expect(subject.replaceAll('\u00a0', ' ')).toBe('New order #1001 · Shopify · ₴1,240');
    expect(text).toBe(`${newOrderText(order('#1001'), context)}\n\n${context.link}`);
    const without = newOrderMail(order('#1001'), { ...context, link: 'javascript:alert(1)' });
    expect(without.text).not.toContain('javascript');
  });

  it('lets no buyer write a line of its head', () => {
    const { subject, text } = newOrderMail(order('1\r\nBcc: all@example.com\r\n\r\n<h1>'), context);
    expect(names(composeMail({ ...parts, subject, text }))).toEqual(usual);
  });

  it('is one for several late orders, and says how many', () => {
    const late = { language: 'uk', sourceName: () => 'Shopify', warehouse: 'in' } as const;
    const { subject, text } = lateOrdersContent([order('#1'), order('#2')], late);
    expect(subject).toContain('2');
    expect(text).toContain('#1');
    expect(text).toContain('#2');
  });
});
