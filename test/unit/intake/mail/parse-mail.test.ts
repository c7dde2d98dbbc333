import { describe, expect, it } from 'vitest';
import { parseHtmlFile, parseMail } from '../../../../src/main/intake/mail/parse-mail.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
/** Cyrillic in a one-byte charset, as old mail programs still send it. */
const inCharset = (charset: 'windows-1251' | 'koi8-u', text: string) => {
  const decoder = new TextDecoder(charset);
  const byCharacter = new Map(
    Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte]),
  );
  return Uint8Array.from(text, (character) => byCharacter.get(character) ?? 63);
};

describe('decoding a mail', () => {
  it.each(['windows-1251', 'koi8-u'] as const)('reads a body in %s', async (charset) => {
    const head = bytes(`From: a@b.example\r\nContent-Type: text/html; charset=${charset}\r\n\r\n`);
    const mail = await parseMail(Buffer.concat([head, inCharset(charset, '<p>Замовлення для Олени</p>')]));
    expect(mail.html).toContain('Замовлення для Олени');
  });

  it('reads base64, quoted-printable and encoded headers', async () => {
    const html = Buffer.from('<p>Сума: 1 240,00 грн</p>').toString('base64');
    const mail = await parseMail(
      bytes(
        [
          `From: =?utf-8?B?${Buffer.from('Доставо').toString('base64')}?= <Noreply@Dostavo.example>`,
          `Subject: =?utf-8?Q?=D0=9D=D0=BE=D0=B2=D0=B5?= order`,
          'Message-ID: <1@dostavo.example>',
          'Content-Type: multipart/alternative; boundary=b',
          '',
          '--b',
          'Content-Type: text/plain; charset=utf-8',
          'Content-Transfer-Encoding: quoted-printable',
          '',
          'Caf=C3=A9',
          '--b',
          'Content-Type: text/html; charset=utf-8',
          'Content-Transfer-Encoding: base64',
          '',
          html,
          '--b--',
          '',
        ].join('\r\n'),
      ),
    );
    expect(mail).toMatchObject({
      from: 'noreply@dostavo.example',
      fromName: 'Доставо',
      messageId: '<1@dostavo.example>',
      subject: 'Нове order',
      html: expect.stringContaining('1 240,00 грн'),
      text: expect.stringContaining('Café'),
    });
  });

  it('reads a mail that somebody passed on as the one inside, and keeps who passed it on', async () => {
    const mail = await parseMail(
      bytes(
        [
          'From: Jan <jan@shop.example>',
          'Subject: Fwd: New order 77',
          'Content-Type: text/plain; charset=utf-8',
          '',
          '---------- Forwarded message ---------',
          'From: Gourmet <Orders@gourmet.example>',
          'Date: Sun, 18 Sept 2022 at 10:44',
          'Subject: New order 77',
          'To: <jan@shop.example>',
          '',
          'Order number: 77001',
        ].join('\r\n'),
      ),
    );
    expect(mail).toMatchObject({
      from: 'orders@gourmet.example',
      fromName: 'Gourmet',
      forwardedBy: 'jan@shop.example',
      subject: 'New order 77',
    });
    expect(mail.text?.trim()).toBe('Order number: 77001');
  });

  it('does the same for one passed on as HTML', async () => {
    const html =
      '<div class="gmail_quote"><div>---------- Переслане повідомлення ---------<br>Від: <b>Доставо</b> &lt;<a href="mailto:n@dostavo.example">n@dostavo.example</a>&gt;<br>Тема: Нове замовлення<br></div><p>№ 5</p></div>';
    const mail = await parseMail(
      bytes(`From: jan@shop.example\r\nContent-Type: text/html; charset=utf-8\r\n\r\n${html}`),
    );
    expect(mail).toMatchObject({
      from: 'n@dostavo.example',
      forwardedBy: 'jan@shop.example',
      subject: 'Нове замовлення',
    });
  });

  it('takes a bare HTML file in the charset it names, and in windows-1252 when nobody knows that', () => {
    const cyrillic = inCharset('windows-1251', '<meta charset=windows-1251><p>Сума</p>');
    expect(parseHtmlFile(cyrillic).html).toContain('Сума');
    expect(parseHtmlFile(bytes('<meta charset="utf-7"><p>x</p>')).html).toContain('<p>x</p>');
  });

  it('makes something of nothing', async () => {
    expect(await parseMail(bytes(''))).toMatchObject({ subject: '', html: undefined });
    expect(await parseMail(bytes('no headers at all'))).toMatchObject({ from: undefined });
  });
});
