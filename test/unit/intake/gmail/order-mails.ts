import { bloomdashMail } from '../../../../src/sample-shop/mails/bloomdash.ts';
import type { SampleMailOrder } from '../../../../src/sample-shop/mails/sample-mail-order.ts';

const uah = (minor: number) => ({ minor, currency: 'UAH' });

export const sampleOrder = (number: string, changes: Partial<SampleMailOrder> = {}): SampleMailOrder => ({
  number,
  placedAt: '2025-03-04T11:58',
  customerName: 'Olena Hnatiuk',
  phone: '+380 67 555 01 43',
  address: 'Kyiv, 7 Lypska Street, apt. 12',
  items: [
    { title: 'Peony bouquet', quantity: 1, unitPrice: uah(124_000), options: ['Kraft paper'] },
    { title: 'Coffee beans, 250 g', quantity: 2, unitPrice: uah(32_050) },
  ],
  deliveryFee: uah(8_900),
  messageId: `<${number}@bloomdash.example>`,
  date: '2025-03-04T09:58:00Z',
  ...changes,
});

/** What Google writes on top of a mail whose sender is who it says. */
export const genuine = (domain: string): string =>
  [
    'Delivered-To: orders@flowers.example',
    `Authentication-Results: mx.google.com; dkim=pass header.i=@${domain} header.s=s1 header.b=Abcd;`,
    ` spf=pass (google.com: domain of bounce@${domain} designates 192.0.2.1 as permitted sender) smtp.mailfrom=bounce@${domain};`,
    ` dmarc=pass (p=REJECT sp=REJECT dis=NONE) header.from=${domain}`,
    '',
  ].join('\r\n');

export const bloomdashOrder = (number: string, changes?: Partial<SampleMailOrder>): string =>
  genuine('bloomdash.example') + bloomdashMail(sampleOrder(number, changes));

/** A plain mail of anybody. */
export const plainMail = (from: string, subject: string, text: string): string =>
  [
    `From: ${from}`,
    'To: orders@flowers.example',
    `Subject: ${subject}`,
    `Message-ID: <${Buffer.from(subject + from)
      .toString('hex')
      .slice(0, 30)}@mail.example>`,
    'Content-Type: text/plain; charset=utf-8',
    '',
    text,
    '',
  ].join('\r\n');
