import { describe, expect, it } from 'vitest';
import { ofHtml as ofPage, ofText as ofPlain, rows } from './words-of.ts';

const ofText = (text: string, subject = 'Your order') => ofPlain(text, subject);
const ofHtml = (html: string, subject = 'Your order') => ofPage(html, subject);

describe('languages with a table of their own', () => {
  it.each([
    [
      'Bedankt voor je bestelling, Sanne!\nBestelnummer: NL-20144\nBesteldatum: 12 mei 2025 om 14.20 uur\nBezorgadres\nSanne de Vries\nOude Singel 214\n2312 RL Leiden\nTelefoon: 06 55501234\nOpmerking: Graag bij de buren',
      'NL-20144',
      'Sanne de Vries',
      '06 55501234',
      'Oude Singel 214, 2312 RL Leiden',
      'Graag bij de buren',
    ],
    [
      'Dobrý den,\nČíslo objednávky: 2025-1182\nDatum objednávky: 12. května 2025 14:20\nDodací adresa\nJana Nováková\nDlouhá 12\n110 00 Praha 1\nTelefon: +420 777 555 012\nPoznámka: Zvonek nefunguje',
      '2025-1182',
      'Jana Nováková',
      '+420 777 555 012',
      'Dlouhá 12, 110 00 Praha 1',
      'Zvonek nefunguje',
    ],
  ])('are read: %s', (text, number, customerName, phone, address, note) => {
    expect(ofText(text)).toMatchObject({
      number,
      placedAt: '2025-05-12T14:20',
      contact: { customerName, phone, address },
      note,
    });
  });
});

describe('the customer', () => {
  it('is the person below a firm, and the firm is of the address', () => {
    const text = 'Order number: A-1001\n\nLieferadresse\nMöbelhaus Nord GmbH\nJan Ott\nKai 5\n20999 Hamburg';
    expect(ofText(text).contact).toMatchObject({
      customerName: 'Jan Ott',
      address: 'Möbelhaus Nord GmbH, Kai 5, 20999 Hamburg',
    });
  });

  it('is whom the mail greets, whoever pays', () => {
    const html = rows(
      ['Adres dostawy', 'Adres rozliczeniowy'],
      ['Ewa Lis<br>ul. Polna 3<br>90-710 Łódź', 'Jan Lis<br>ul. Leśna 9<br>30-001 Kraków'],
    );
    expect(ofHtml(`<p>Witaj Ewo</p>${html}`).contact.customerName).toBe('Jan Lis');
    expect(ofHtml(`<p>Witaj Ewa</p>${html}`).contact).toEqual({
      customerName: 'Ewa Lis',
      address: 'ul. Polna 3, 90-710 Łódź',
    });
  });

  it('sends flowers to another', () => {
    const text = 'Відправник: Остап Вишня\nОтримувач: Леся\nТелефон: 067 555 01 02';
    expect(ofText(text, 'Нове замовлення №555').contact).toEqual({
      customerName: 'Остап Вишня',
      recipientName: 'Леся',
      recipientPhone: '067 555 01 02',
    });
  });

  it('sends flowers to another in a receipt, too, and what they write is for the card', () => {
    const text =
      'Merci Claire !\n\nDESTINATAIRE\nOdette Fournier\n3 impasse des Lilas\n31500 Toulouse\n\nEXPÉDITEUR\nClaire Maurel\nclaire.m@example.com\n\nVotre message : Bonne fête Maman';
    expect(ofText(text)).toMatchObject({
      contact: {
        customerName: 'Claire Maurel',
        email: 'claire.m@example.com',
        recipientName: 'Odette Fournier',
        address: '3 impasse des Lilas, 31500 Toulouse',
      },
      note: null,
    });
  });

  it('is never the service, nor the pronoun of a sentence', () => {
    expect(ofText('Contact Customer Service\nHelp Center').contact).toEqual({});
    expect(
      ofText(
        'Se ha realizado un nuevo pedido en Hatbox por el cliente: Rosa Paz (rosa@example.com).',
        'Nuevo pedido 742',
      ).contact,
    ).toEqual({ customerName: 'Rosa Paz', email: 'rosa@example.com' });
  });

  it('stands beside the number of the order on a slip of a kitchen', () => {
    expect(ofHtml('<h1>K7-210</h1><p>K7-210 Priya Shah</p>', 'New order K7-210').contact.customerName).toBe(
      'Priya Shah',
    );
  });

  it.each([
    ['CUST: OTT, UTE', 'OTT, UTE'],
    ['Customer: A*** L**', 'A*** L**'],
    ['Название организации: ООО «Ромашка»', 'ООО «Ромашка»'],
  ])('is kept as printed: %s', (line, name) => {
    expect(ofText(`Order number: A-1001\n${line}`).contact.customerName).toBe(name);
  });

  it('is no role, no number of an order and no counter of the shop', () => {
    expect(ofText('Покупатель заказал: 2 товара', 'Новый заказ №7701').contact).toEqual({});
    expect(ofText('Merci pour votre commande XKQWPLMRT.').contact).toEqual({});
    const counter = '<h3>Pickup at</h3><div>Hatbox Leeds<br>5 High St<br>Leeds LS1 1AA</div>';
    expect(ofHtml(`<p>Hi Ann Lee,</p>${counter}`).contact).toEqual({ customerName: 'Ann Lee' });
  });
});

describe('an address', () => {
  it('stands line by line in boxes of their own, and ends with the phone', () => {
    const html =
      '<h2>Adresse de livraison</h2><div><p>Zoë Martin</p><p>3 rue du Lac</p><p>69003 Lyon</p><p>Tél : 06 55 50 01 99</p></div><p>Merci</p>';
    expect(ofHtml(html).contact).toEqual({
      customerName: 'Zoë Martin',
      phone: '06 55 50 01 99',
      address: '3 rue du Lac, 69003 Lyon',
    });
  });

  it('stands under headings with colons, side by side with how it is sent', () => {
    const html = rows(
      ['Lieferanschrift:', 'Versandart:'],
      ['Ute Ott<br>Kai 5<br>20999 Hamburg', 'DHL Paket'],
    );
    expect(ofHtml(html).contact.address).toBe('Kai 5, 20999 Hamburg');
  });

  it('told piece by piece twice is the one to deliver to', () => {
    const text =
      'Customer details:\nStreet: 5 High St\nCity: Leeds\nPostcode: LS1 1AA\n\nShipping address:\nFirst name: Ann\nLast name: Lee\nStreet: 9 Mill Rd\nCity: York\nPostcode: YO1 7AA';
    expect(ofText(text).contact).toEqual({ customerName: 'Ann Lee', address: '9 Mill Rd, York, YO1 7AA' });
  });

  it('does not begin with a person where a street begins so', () => {
    const text = 'Olá Edson,\nEndereço de entrega: Av. Sapopema, 4475, Vila Diva, São Paulo/SP, 03345-000';
    expect(ofText(text).contact).toEqual({
      customerName: 'Edson',
      address: 'Av. Sapopema, 4475, Vila Diva, São Paulo/SP, 03345-000',
    });
  });

  it('ends with its town, its country or the flat, not with how to get in', () => {
    const html = rows([
      'Deliver to',
      'Ann Lee<br>5 High St<br>Leeds LS1 1AA<br>Park behind the old mill<br>market:x7k20pq',
    ]);
    expect(ofHtml(html).contact.address).toBe('5 High St, Leeds LS1 1AA');
    const flat = rows([
      'Deliver to',
      'Ann Lee<br>5 High St<br>Leeds LS1 1AA<br>Flat 3, top floor<br>Ireland',
    ]);
    expect(ofHtml(flat).contact.address).toBe('5 High St, Leeds LS1 1AA, Flat 3, top floor, Ireland');
  });

  it('may be a locker, but not where to leave the parcel', () => {
    const locker = rows(['Dostawa do paczkomatu', 'Ewa Lis<br>Paczkomat LOD01M<br>Polna 3<br>90-710 Łódź']);
    expect(ofHtml(locker).contact.address).toBe('Paczkomat LOD01M, Polna 3, 90-710 Łódź');
    expect(
      ofText('Delivery to 22 Mill Rd, Unit 4, Montréal, QC H3K 9Z9\nDrop-off: Leave it at my door').contact,
    ).toEqual({ address: '22 Mill Rd, Unit 4, Montréal, QC H3K 9Z9' });
  });
});

describe('an address among others', () => {
  it('ends where the next heading begins, and what is quoted below it is a note', () => {
    const html =
      '<div>Indirizzo di spedizione:<br>Luca Bianchi<br>Via Verdi 9<br>20122 Milano<br>Tempi previsti:<br>1 giorno</div>';
    expect(ofHtml(html).contact.address).toBe('Via Verdi 9, 20122 Milano');
    const quoted = rows(['Ship to', 'Ann Lee<br>5 High St, Leeds LS1 1AA<br>“Ring twice, tower B”']);
    expect(ofHtml(quoted)).toMatchObject({
      contact: { address: '5 High St, Leeds LS1 1AA' },
      note: 'Ring twice, tower B',
    });
  });

  it('stands below the time it is delivered at', () => {
    const html =
      '<div>Entrega<br>Sábado, 15 de fevereiro de 2025<br>Entre as 09h00 e as 11h00<br>Rua das Flores 210, 3º Esq.<br>4050-265 Porto<br>Contacto: 915550128</div>';
    expect(ofHtml(html).contact).toEqual({
      phone: '915550128',
      address: 'Rua das Flores 210, 3º Esq., 4050-265 Porto',
    });
  });

  it('is the billing one where it is the same', () => {
    const html = rows(
      ['Billing address', 'Ann Lee<br>5 High St<br>Leeds LS1 1AA'],
      ['Shipping address', 'Same as billing address'],
    );
    expect(ofHtml(html).contact).toEqual({ customerName: 'Ann Lee', address: '5 High St, Leeds LS1 1AA' });
  });

  it('is not the shop’s above it, nor is the phone', () => {
    const html =
      '<div>Da Mario<br>Via Roma 5<br>20121 Milano<br>Tel. 02 555 01 02</div><h3>Consegna a</h3><div>Luca Bianchi<br>Via Verdi 9<br>20122 Milano<br>333 555 0102</div>';
    expect(ofHtml(html, 'Nuovo ordine 812').contact).toEqual({
      customerName: 'Luca Bianchi',
      phone: '333 555 0102',
      address: 'Via Verdi 9, 20122 Milano',
    });
    const text = 'Hatbox\n12 Mill Lane, York YO1 7AA\n01904 555 010\n\nReceipt\nOrder 5512\nThank you, Ann!';
    expect(ofText(text).contact).toEqual({ customerName: 'Ann' });
  });

  it('is led by the name in one line', () => {
    expect(ofText('Deliver to: Ann Lee, 5 High St, Leeds LS1 1AA').contact).toEqual({
      customerName: 'Ann Lee',
      address: '5 High St, Leeds LS1 1AA',
    });
  });
});

describe('how the customer is reached', () => {
  it('is not the letterhead, and no number that costs nothing', () => {
    const html =
      '<div>(044) 555-23-40</div><div>Вітаємо, Олена Коваль</div><div>Телефон: (044) 555-23-40</div>';
    expect(ofHtml(html).contact).toEqual({ customerName: 'Олена Коваль' });
    expect(ofText('Phone: 0800 555 0101\nOrder number: A-1001').contact).toEqual({});
  });

  it('has an extension, and the address a receipt says it was sent to', () => {
    expect(ofText('Customer: Ann Lee\nPhone: 614-555-0112 ext. 34').contact.phone).toBe(
      '614-555-0112 ext. 34',
    );
    expect(ofText('Order 10442\n\nThis e-mail was sent to ann.lee@example.com.').contact.email).toBe(
      'ann.lee@example.com',
    );
  });

  it.each([
    'Order 10442\n\nPayment sent to: till@kettles.example',
    'Betaling verzonden aan: till@kettles.example',
    'Seller: Kettles Ltd, till@kettles.example\n\nThe receipt was also sent to till@kettles.example.',
  ])('is not the address of the seller whom money or a copy was sent to: %s', (text) => {
    expect(ofText(text).contact.email).toBeUndefined();
  });
});

describe('an order number', () => {
  it.each([
    ['Résumé de votre commande XKQWPLMRT\nMerci pour votre commande XKQWPLMRT.', 'XKQWPLMRT'],
    ['Замовлення №2093 від 27.11.2020', '2093'],
    ['Order numbers: A-1001, A-1002', 'A-1001'],
    ['PO number: PO-9981\nOrder no.: 55120', '55120'],
    ['Thank you for your purchase!\nInvoice: 20111111', '20111111'],
    ['See https://hatbox.example/order/s/T3JkZXI6NzE\nOrder no. 5512', '5512'],
  ])('is read: %s', (text, number) => {
    expect(ofText(text).number).toBe(number);
  });

  it('is solid where it is grouped by points', () => {
    expect(ofText('Pedido n.º 512.884.071', 'Tu pedido 512884071').number).toBe('512884071');
  });

  it('is whole where its subject has it whole, and no count of pieces', () => {
    expect(ofText('Votre commande 4K77 210 332 est transmise.', 'Commande 4K77210332').number).toBe(
      '4K77210332',
    );
    expect(ofText('Opłata od sprzedaży 100szt. butelek', 'Sprzedano 100szt. butelek').number).toBeNull();
  });

  it('is no name in capitals', () => {
    expect(ofText('Ваш заказ ROMASHKA принят. Спасибо за заказ ROMASHKA').number).toBeNull();
  });
});

describe('when it was placed', () => {
  it.each([
    [
      'Order #5512 was placed on March 3, 2025 at 12:05 a.m. Delivery expected March 5, 2025.',
      '2025-03-03T00:05',
    ],
    ['Recebemos o pedido 5512, realizado em 20/08/2025. Assim que for pago, enviaremos.', '2025-08-20'],
    ['Замовлення №2093 від 27.11.2020:16:48.', '2020-11-27T16:48'],
    ['Pedido #5512 (feito em 7 de Agosto de 2012 22h41min8s)', '2012-08-07T22:41:08'],
    ['Date issued: Nov 2, 2025 @ 6:24pm PST', '2025-11-02T18:24'],
    ['Paid on: 5 June 2025 10:00\nOrder date: 3 June 2025', '2025-06-03'],
  ])('is read: %s', (text, placedAt) => {
    expect(ofText(text).placedAt).toBe(placedAt);
  });
});

describe('a note', () => {
  it.each([
    ['Additional info:\nGate code?\n4411, second floor', '4411, second floor'],
    ['Message for Kiln & Fern\nPlease wrap it', 'Please wrap it'],
    ['Card message: Happy birthday!\nFlorist notes: No lilies', 'No lilies'],
    ['Card message: Happy birthday!\nComment: none', null],
    ['Note: This email was sent from an address that cannot be answered.', null],
    ['Nota: Questa non è una fattura.', null],
    ['Bank Transfer Instructions: Sort code 00-00-00', null],
    ['Comments:\nRing twice.\n----------', 'Ring twice.'],
    [
      'Order Number: 4411\nDate Ordered: 3 June 2025\n\nPlease ring the bell twice.\n\nProducts\n1 x Vase = £5.00',
      'Please ring the bell twice.',
    ],
  ])('is read: %s', (text, note) => {
    expect(ofText(text).note).toBe(note);
  });

  it('is nothing that the shop says between the facts and the goods', () => {
    const text =
      'Order Number: 4411\nDate Ordered: 3 June 2025\n\nWe will ship it as soon as we can.\n\nProducts\n1 x Vase = £5.00';
    expect(ofText(text).note).toBeNull();
  });
});
