import { describe, expect, it } from 'vitest';
import { readMailHeaders } from '../../../../src/main/intake/mail/mail-headers.ts';
import { parseMail } from '../../../../src/main/intake/mail/parse-mail.ts';

/** One byte of the message for each sign, as a script without any library writes it. */
const bytes = (message: string): Uint8Array => Uint8Array.from(message, (sign) => sign.charCodeAt(0));
const inCp1251 = '\xcd\xee\xe2\xee\xe5 \xe7\xe0\xec\xee\xe2\xeb\xe5\xed\xed\xff';

describe('a head in bytes that are neither encoded nor UTF-8', () => {
  it.each([
    ['windows-1251', inCp1251, 'Новое замовлення'],
    ['koi8-u', '\xfa\xc1\xcb\xc1\xda', 'Заказ'],
    ['iso-8859-2', 'Zam\xf3wienie z\xb3o\xbfone', 'Zamówienie złożone'],
  ])('is read in the charset of the body: %s', async (charset, subject, expected) => {
    const message = `From: ${subject} <orders@shop.example>\r\nSubject: ${subject}\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset="${charset}"\r\n\r\nx\r\n--b--\r\n`;
    const mail = await parseMail(bytes(message));
    expect(mail).toMatchObject({ subject: expected, fromName: expected, from: 'orders@shop.example' });
    expect((await readMailHeaders(bytes(message))).subject).toBe(expected);
  });

  it('is guessed where nothing says its charset', async () => {
    const cyrillic = await parseMail(bytes(`From: a@shop.example\r\nSubject: ${inCp1251}\r\n\r\nx`));
    const latin = await parseMail(bytes('From: a@shop.example\r\nSubject: Commande pass\xe9e\r\n\r\nx'));
    expect([cyrillic.subject, latin.subject]).toEqual(['Новое замовлення', 'Commande passée']);
  });

  it('leaves a head in UTF-8 as it is, whatever the body is written in', async () => {
    const message = new TextEncoder().encode(
      'From: a@shop.example\r\nSubject: Нове замовлення\r\nContent-Type: text/plain; charset=windows-1251\r\n\r\nx',
    );
    expect((await parseMail(message)).subject).toBe('Нове замовлення');
  });
});
