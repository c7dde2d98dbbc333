import { describe, expect, it } from 'vitest';
import { unwrapForwarded } from '../../../../src/main/intake/mail/forwarded.ts';
import { parseMail } from '../../../../src/main/intake/mail/parse-mail.ts';
import { growthOf, mostGrowth } from '../../../support/measured/growth.ts';

const passedOn = (body: string, subject = 'Fwd: something', type = 'text/plain') =>
  parseMail(
    new TextEncoder().encode(
      `From: Owner <owner@shop.example>\r\nSubject: ${subject}\r\nContent-Type: ${type}; charset=utf-8\r\n\r\n${body.replaceAll('\n', '\r\n')}`,
    ),
  );
const inner = { from: 'orders@hatbox.example', forwardedBy: 'owner@shop.example' };

describe('a mail passed on as text', () => {
  it.each([
    [
      'by Gmail in Polish',
      '---------- Forwarded message ---------\nOd: Hatbox <orders@hatbox.example>\nDate: wt., 3 cze 2025 o 14:20\nSubject: Nowe zamówienie 7\nTo: <owner@shop.example>\n\n\nNumer zamówienia: HX-7',
    ],
    [
      'by Outlook in German, without any marker',
      'Bitte bearbeiten\n\n________________________________\nVon: Hatbox <orders@hatbox.example>\nGesendet: Dienstag, 3. Juni 2025 14:20\nAn: owner@shop.example <owner@shop.example>\nBetreff: Nowe zamówienie 7\n\nNumer zamówienia: HX-7',
    ],
    [
      'by Apple Mail in Italian, quoted',
      'Inizio messaggio inoltrato:\n\n> Da: Hatbox <orders@hatbox.example>\n> Oggetto: Nowe zamówienie 7\n> Data: 3 giugno 2025 alle ore 14:20:05 CEST\n> A: owner@shop.example\n>\n> Numer zamówienia: HX-7\n> Dziękujemy\n> Hatbox',
    ],
    [
      'by Outlook in French, with bold names of the fields',
      '*De :* Hatbox <orders@hatbox.example>\n*Envoyé :* mardi 3 juin 2025 14:20\n*À :* owner@shop.example\n*Objet :* Nowe zamówienie 7\n\nNumer zamówienia: HX-7',
    ],
    [
      'in Ukrainian',
      '---------- Переслане повідомлення ---------\nВід: Hatbox <orders@hatbox.example>\nДата: вт, 3 черв. 2025 р. о 14:20\nТема: Nowe zamówienie 7\nКому: <owner@shop.example>\n\nNumer zamówienia: HX-7',
    ],
    [
      'by Outlook in Dutch',
      'Zie onder\n\nVan: Hatbox <orders@hatbox.example>\nVerzonden: dinsdag 3 juni 2025 14:20\nAan: owner@shop.example\nOnderwerp: Nowe zamówienie 7\n\nNumer zamówienia: HX-7',
    ],
    [
      'by Outlook in Czech',
      'Od: Hatbox <orders@hatbox.example>\nOdesláno: úterý 3. června 2025 14:20\nKomu: owner@shop.example\nPředmět: Nowe zamówienie 7\n\nNumer zamówienia: HX-7',
    ],
    [
      'in Portuguese',
      '-----Mensagem original-----\nDe: Hatbox [mailto:orders@hatbox.example]\nEnviada em: terça-feira, 3 de junho de 2025 14:20\nPara: owner@shop.example\nAssunto: Nowe zamówienie 7\n\nNumer zamówienia: HX-7',
    ],
  ])('%s is the one inside', async (_, body) => {
    const mail = await passedOn(body);
    expect(mail).toMatchObject({ ...inner, fromName: 'Hatbox', subject: 'Nowe zamówienie 7' });
    expect(mail.text?.trim()).toMatch(/^Numer zamówienia: HX-7/);
  });

  it('as a quotation with who wrote it is the quotation, and its subject that of the outer', async () => {
    const mail = await passedOn(
      'Look\n\nEl mié, 3 dic 2025 a las 11:20, Hatbox (<orders@hatbox.example>) escribió:\n\n> Pedido 0099184\n> Cliente: Iñaki\n> Total: 5,00 euros',
      'Fwd: Pedido 0099184',
    );
    expect(mail).toMatchObject({ ...inner, subject: 'Pedido 0099184' });
    expect(mail.text?.trim()).toMatch(/^Pedido 0099184\s+Cliente: Iñaki/);
  });

  it('several times is the innermost', async () => {
    const mail = await passedOn(
      '---------- Forwarded message ---------\nFrom: Clerk <clerk@shop.example>\nDate: Tue, 3 Jun 2025 at 15:00\nSubject: Fwd: New order\nTo: <owner@shop.example>\n\nfyi\n\n---------- Forwarded message ---------\nFrom: Hatbox <orders@hatbox.example>\nDate: Tue, 3 Jun 2025 at 14:20\nSubject: New order\nTo: <clerk@shop.example>\n\nOrder number: HX-7',
    );
    expect(mail).toMatchObject({ ...inner, subject: 'New order' });
    expect(mail.text?.trim()).toBe('Order number: HX-7');
  });
});

describe('a mail passed on as HTML', () => {
  it('loses the head quoted in it, of which no date is the order’s', async () => {
    const mail = await passedOn(
      '<p>zur Info</p><div>-------- Weitergeleitete Nachricht --------<table><tr><th>Betreff: </th><td>Neue Bestellung</td></tr><tr><th>Datum: </th><td>Fri, 12 Sep 2025 10:04:11 +0200</td></tr><tr><th>Von: </th><td>Hatbox &lt;orders@hatbox.example&gt;</td></tr><tr><th>An: </th><td>owner@shop.example</td></tr></table><p>Bestellnummer: HX-7</p></div>',
      'Fwd: Neue Bestellung',
      'text/html',
    );
    expect(mail).toMatchObject({ ...inner, subject: 'Neue Bestellung' });
    expect(mail.html).not.toContain('2025');
    expect(mail.html).toContain('HX-7');
  });
});

describe('a mail passed on as an attachment', () => {
  it('is the attached one, and nothing of the outer one’s text', async () => {
    const mail = await parseMail(
      new TextEncoder().encode(
        [
          'From: Owner <owner@shop.example>',
          'Subject: Fwd: order',
          'Content-Type: multipart/mixed; boundary=b',
          '',
          '--b',
          'Content-Type: text/plain',
          '',
          'Ticket 55012',
          '--b',
          'Content-Type: message/rfc822',
          'Content-Disposition: attachment; filename="order.eml"',
          '',
          'From: Hatbox <orders@hatbox.example>',
          'Subject: New order HX-7',
          'Content-Type: text/plain',
          '',
          'Order number: HX-7',
          // the closing boundary is missing, as some programs leave it
        ].join('\r\n'),
      ),
    );
    expect(mail).toMatchObject({ ...inner, subject: 'New order HX-7' });
    expect(mail.text).not.toContain('55012');
  });
});

describe('a mail passed on in odd ways', () => {
  it('may come by the button for answering, when all it says is: here it is', async () => {
    const quoted = 'Le 30/06/2025 à 11:02, Hatbox <orders@hatbox.example> a écrit :\n\nOrder number: HX-7';
    const mail = await passedOn(`Bonjour, voici la commande.\n\n${quoted}`, 'Re: New order');
    expect(mail).toMatchObject({ ...inner, subject: 'New order' });
    const answer = await passedOn(`Bonjour, voici la facture ?\n\n${quoted}`, 'Re: New order');
    expect(answer.from).toBe('owner@shop.example');
  });

  it('may have lost the line ends of its head', async () => {
    const mail = await passedOn(
      '---------- Forwarded message ---------From: Hatbox <orders@hatbox.example>Date: Fri, 2 Dec 2022 at 13:52Subject: New orderTo: <owner@shop.example>Hello from Hatbox\nOrder number: HX-7',
      'Fwd: New order',
    );
    expect(mail).toMatchObject({ ...inner, subject: 'New order' });
    expect(mail.text).toMatch(/^Hello from Hatbox/);
  });
});

describe('what is not passed on', () => {
  it('is an answer, though it quotes the mail', async () => {
    const mail = await passedOn(
      'We cannot cook that.\n\nFrom: Hatbox <orders@hatbox.example>\nSent: Tuesday\nTo: owner@shop.example\nSubject: New order\n\nOrder number: HX-7',
      'Re: New order',
    );
    expect(mail).toMatchObject({
      from: 'owner@shop.example',
      forwardedBy: undefined,
      subject: 'Re: New order',
    });
  });

  it('is an order from somebody to somebody', async () => {
    const mail = await passedOn('From: Bistro Granat\nTo: 1 Test Street\n\n1 × Soup', 'Your order');
    expect(mail).toMatchObject({ from: 'owner@shop.example', forwardedBy: undefined });
  });

  it.each([
    ['Spanish', 'Remitente: Ana <ana@mail.example>\nDestinatario: Luis Gil\nFecha: 5/5/2026'],
    ['Italian', 'Mittente: Ana <ana@mail.example>\nDestinatario: Luis Gil\nData: 5/5/2026'],
    ['Ukrainian', 'Від: Ana <ana@mail.example>\nКому: Luis Gil\nДата: 5.5.2026'],
    ['a contact form', 'From: Ana <ana@mail.example>\nSubject: Wedding flowers'],
    [
      'a contact form with a blank line below',
      'From: Ana <ana@mail.example>\nTo: Luis\nDate: 5 May\n\nRoses',
    ],
  ])('is an order that prints its sender with an address: %s', async (_, facts) => {
    const body = `Order HX-7\n\n${facts}\n\n1 x Roses 5.00`;
    const page = `<p>Order HX-7</p><p>${facts.replaceAll('<', '&lt;').replaceAll('\n', '<br>')}</p><p>1 x Roses</p>`;
    for (const mail of [
      await passedOn(body, 'New order HX-7'),
      await passedOn(page, 'New order HX-7', 'text/html'),
    ]) {
      expect(mail).toMatchObject({
        from: 'owner@shop.example',
        forwardedBy: undefined,
        subject: 'New order HX-7',
      });
      expect(mail.text ?? mail.html).toContain('Order HX-7');
    }
  });
});

/** A mail of which one part is text and the other a page. */
const inBoth = (text: string, page: string, subject: string) =>
  parseMail(
    new TextEncoder().encode(
      [
        'From: Owner <owner@shop.example>',
        `Subject: ${subject}`,
        'Content-Type: multipart/alternative; boundary=b',
        '',
        '--b',
        'Content-Type: text/plain; charset=utf-8',
        '',
        text,
        '--b',
        'Content-Type: text/html; charset=utf-8',
        '',
        page,
        '--b--',
        '',
      ]
        .join('\n')
        .replaceAll('\n', '\r\n'),
    ),
  );
const quotedHead =
  '---------- Forwarded message ---------\nFrom: Hatbox <orders@hatbox.example>\nDate: Tue, 3 Jun 2025\nSubject: New order 7\nTo: <owner@shop.example>';
const asPage = (text: string) => text.replaceAll('<', '&lt;').replaceAll('\n', '<br>\n');

describe('a mail whose subject does not say that it is passed on, and that tells something itself', () => {
  it.each([
    ['the number of an order', 'Order number: HX-7'],
    ['a price', 'Roses, a dozen: $24.00'],
    ['who ordered', 'Customer: Ann Lee'],
    ['a number in a heading', 'New order #BD-7'],
    ['a number in a heading in Ukrainian', 'Нове замовлення №7'],
    ['a number behind the word alone', 'Order: BD-7'],
    ['a sum without its currency', 'Total: 850.00'],
    ['what was ordered', '1 x Roses'],
    ['many words', 'Ann has asked for roses, and wants them tied with a ribbon. '.repeat(12)],
  ])('stays what it is with a head in its note: %s', async (_, above) => {
    const body = `${above}\n\nNote: thanks\n${quotedHead}\n\nOrder number: HX-8`;
    for (const mail of [
      await passedOn(body, 'A new order'),
      await passedOn(asPage(body), 'A new order', 'text/html'),
      await inBoth(body, asPage(body), 'A new order'),
      await inBoth(body, body.replaceAll('<', '&lt;'), 'A new order'),
    ]) {
      expect(mail).toMatchObject({ from: 'owner@shop.example', subject: 'A new order' });
      expect(mail.isPassedOn).toBeUndefined();
      expect(mail.text ?? mail.html).toContain(above.trim());
    }
  });

  it('stays what it is also where it was passed on itself', async () => {
    const order = `Order number: HX-7\n\nNote: thanks\n${quotedHead.replace('orders@hatbox', 'ann@mail')}`;
    const mail = await passedOn(`${quotedHead}\n\n${order}`, 'Fwd: New order 7');
    expect(mail).toMatchObject(inner);
    expect(mail.text).toContain('Order number: HX-7');
  });

  it('stays what it is where the head quoted names the sender of the mail', async () => {
    const own = quotedHead.replace('orders@hatbox.example', 'Owner@shop.example');
    const mail = await passedOn(`thanks\n${own}\n\nOrder number: HX-8`, 'A new order');
    expect(mail).toMatchObject({ from: 'owner@shop.example', subject: 'A new order' });
  });
});

describe('a mail of text and page', () => {
  it('is not passed on by what is no head on the page', async () => {
    const body = `thanks\n${quotedHead}\n\nOrder number: HX-8`;
    const mail = await inBoth(body, `<p>${body.replaceAll('<', '&lt;')}</p>`, 'A new order');
    expect(mail).toMatchObject({ from: 'owner@shop.example', subject: 'A new order' });
    expect(mail.text).toContain('thanks');
  });

  it('is passed on by a head in the text alone where its subject says so', async () => {
    const body = `Look\n\n${quotedHead}\n\nOrder number: HX-7`;
    const page = `<div style="white-space: pre-wrap">${body.replaceAll('<', '&lt;')}</div>`;
    const mail = await inBoth(body, page, 'Fwd: New order 7');
    expect(mail).toMatchObject({ ...inner, subject: 'New order 7' });
    expect(mail.text?.trim()).toBe('Order number: HX-7');
  });

  const typed = (text: string) => text.replaceAll('<', '&lt;');
  it.each([
    ['under the mail', '<p>New at Hatbox</p>'],
    [
      'under the mail, in a block as it was typed',
      '<div style="white-space: pre-wrap">New at Hatbox</div><p>1</p>',
    ],
    ['between comments', '<!--><p>New at Hatbox</p><!-- 1 -->'],
    ['between sheets of styles', '<style></style><p>New at Hatbox</p><style></style>'],
  ])(
    'is not passed on by a head in a note that its page prints as it was typed, with more %s',
    async (_, more) => {
      const body = `thanks\n${quotedHead}\n\nOrder number: HX-8`;
      const page = `<p>Hello</p><div style="white-space: pre-wrap">${typed(body)}</div>${more}`;
      const mail = await inBoth(`${body}\n\nNew at Hatbox`, page, 'A new order');
      expect(mail).toMatchObject({ from: 'owner@shop.example', subject: 'A new order' });
      expect(mail.text).toContain('thanks');
    },
  );

  it.each([
    ['in lines of their own', asPage],
    [
      'in a block of typed text',
      (text: string) => `<div style="white-space: pre-wrap">${typed(text)}</div><br>`,
    ],
    ...(
      [
        ['a line of nothing', '<div>&nbsp;</div>'],
        ['a comment', '<!-- sent by <b>Hatbox</b> -->'],
        ['what only Outlook prints', '<!--[if mso]><p>New at Hatbox</p><![endif]-->'],
        [
          'marks for Outlook',
          '<!--[if !mso]><!--><br><!--<![endif]--><![endif]--><?xml:namespace prefix = o />',
        ],
        ['a sheet of styles', '<STYLE type="text/css">p > b { margin: 0 }</STYLE>'],
        ['a script', '<script>if (1 < 2) count("<p>")</script>'],
      ] as const
    ).map(([what, end]): [string, (text: string) => string] => [
      `in a block of typed text above ${what}`,
      (text) => `<div style="white-space: pre-wrap">${typed(text)}</div>${end}`,
    ]),
    [
      'in a body of typed text',
      (text: string) => `<body style="white-space:pre-line;">${typed(text)}</body>`,
    ],
    [
      'in typed text below what is said above it',
      (text: string) =>
        `<p>Look</p><blockquote style='margin: 0; WHITE-SPACE: pre'>${typed(text.replace('Look', ''))}<div><div>7</div></div></blockquote>`,
    ],
    ['as it was typed', (text: string) => `<pre>${text.replaceAll('<', '&lt;')}</pre>`],
    [
      'below a long sheet of styles',
      (text: string) => `<style>${'p { margin: 0 }\n'.repeat(5000)}</style><body>${asPage(text)}</body>`,
    ],
  ])('is passed on by a head in both, which the page has %s', async (_, page) => {
    const body = `Look\n\n${quotedHead}\n\nOrder number: HX-7`;
    const mail = await inBoth(body, page(body), 'New order 7');
    expect(mail).toMatchObject({ ...inner, subject: 'New order 7' });
    expect(mail.text?.trim()).toBe('Order number: HX-7');
    expect(mail.html).not.toContain('Look');
    expect(mail.html).toContain('HX-7');
  });
});

describe('a mail whose subject does not say that it is passed on', () => {
  it.each([
    ['a word of the owner’s', 'Bitte bearbeiten'],
    ['what is to be done and for which order', 'Please pack order 7 today, Ann waits for it'],
    ['until when', 'Bitte bis 12.05. um 14.30 fertig machen'],
    [
      'a signature',
      'Bitte bearbeiten\n\nMit freundlichen Grüßen\nAnna Huber\nBlumen Huber GmbH\nTel: +49 30 5550143\nE-Mail: anna@shop.example\nLange Straße 7, 10115 Berlin\nUSt-IdNr. DE123456789',
    ],
  ])('is read though there stands above the head: %s', async (_, above) => {
    const outlook = `${above}\n\n________________________________\n${head}\n\nOrder number: HX-7`;
    expect(await passedOn(outlook, 'New order 7')).toMatchObject(inner);
    expect(await passedOn(asPage(outlook), 'New order 7', 'text/html')).toMatchObject(inner);
  });

  const head =
    'Von: Hatbox <orders@hatbox.example>\nGesendet: Dienstag, 3. Juni 2025 14:20\nAn: owner@shop.example\nBetreff: New order 7';
  it.each([
    ['a head with a subject and a date', head],
    ['such a head with blank lines in it', head.replaceAll('\n', '\n\n')],
    [
      'a line that says it above any head',
      '---- Forwarded message ----\nFrom: Hatbox <orders@hatbox.example>',
    ],
  ])('is told by %s', async (_, quoted) => {
    const mail = await passedOn(`${quoted}\n\nOrder number: HX-7`, 'New order 7');
    expect(mail).toMatchObject({ ...inner, subject: 'New order 7' });
    expect(mail.text?.trim()).toBe('Order number: HX-7');
  });

  it('is told by its subject where that says so behind the word for an answer', async () => {
    const facts = 'Remitente: Hatbox <orders@hatbox.example>\nDestinatario: Luis\nFecha: 5/5/2026';
    expect(await passedOn(`${facts}\n\nOrder number: HX-7`, 'Re: RV: Order 7')).toMatchObject(inner);
  });

  it.each(['Re: Order 7', 'Antw: Order 7', 'R: Order 7', 'Re[2]: AW: Order 7', 'Antw: Fwd: Order 7'])(
    'takes what it was answered and passed on with off the subject: %s',
    async (subject) => {
      const quoted = 'On 3 Jun 2025 at 14:20, Hatbox <orders@hatbox.example> wrote:\n\nOrder number: HX-7';
      expect(await passedOn(`See below.\n\n${quoted}`, subject)).toMatchObject({
        ...inner,
        subject: 'Order 7',
      });
    },
  );

  const ofOwner = {
    messageId: '',
    from: 'owner@shop.example',
    fromName: '',
    forwardedBy: undefined,
    date: '',
  };
  it('is told as fast as its subject is long, also where that is an answer’s with nothing but spaces behind it', () => {
    const body = { html: undefined, text: `${head}\n\nOrder number: HX-7` };
    const growth = growthOf(' ', 8_000, (spaces) =>
      unwrapForwarded({ ...ofOwner, ...body, subject: `Re${spaces}x` }),
    );
    expect(growth).toBeLessThan(mostGrowth);
  });

  it.each(['<!--', '<style>', '<script ', '<!', '&nbsp;'])(
    'is told as fast as its page is long, also where that ends in nothing but %s',
    (part) => {
      const growth = growthOf(part, 80_000, (end) => {
        const html = `<div style="white-space: pre">${head.replaceAll('<', '&lt;')}</div>${end}`;
        unwrapForwarded({ ...ofOwner, text: undefined, html, subject: 'Order 7' });
      });
      expect(growth).toBeLessThan(mostGrowth);
    },
  );
});
