import { describe, expect, it } from 'vitest';
import { ofHtml, ofText, rows } from './words-of.ts';

describe('labels of nine languages, a line each', () => {
  it.each([
    [
      'en',
      'Your order number: HX-1001\nPlaced on: 3 June 2025, 14:20\nBuyer’s name: Ann Lee\nContact phone: +44 7700 900101\nDelivery address: 5 High St, Leeds LS1 1AA\nSpecial requests: No nuts',
    ],
    [
      'uk',
      'Номер вашого замовлення: HX-1001\nДата та час замовлення: 3 червня 2025 р. о 14:20\nІм’я клієнта: Ann Lee\nТелефон клієнта: +44 7700 900101\nАдреса доставки: 5 High St, Leeds LS1 1AA\nПобажання клієнта: No nuts',
    ],
    [
      'ru',
      'Номер заказа: HX-1001\nДата заказа: 3 июня 2025 г. в 14:20\nИмя покупателя: Ann Lee\nТелефон покупателя: +44 7700 900101\nАдрес доставки: 5 High St, Leeds LS1 1AA\nКомментарий к заказу: No nuts',
    ],
    [
      'pl',
      'Nr zamówienia: HX-1001\nZłożono dnia: 3 czerwca 2025, godz. 14:20\nImię i nazwisko klienta: Ann Lee\nTel. kontaktowy: +44 7700 900101\nAdres do wysyłki: 5 High St, Leeds LS1 1AA\nUwagi dla restauracji: No nuts',
    ],
    [
      'de',
      'Ihre Bestell-Nr.: HX-1001\nEingegangen am: 03.06.2025 um 14:20 Uhr\nName des Käufers: Ann Lee\nTelefon des Kunden: +44 7700 900101\nLieferanschrift: 5 High St, Leeds LS1 1AA\nHinweis des Kunden: No nuts',
    ],
    [
      'es',
      'Nº de pedido: HX-1001\nRealizado el: 3 de junio de 2025 a las 14:20\nNombre del comprador: Ann Lee\nTeléfono del cliente: +44 7700 900101\nDomicilio de entrega: 5 High St, Leeds LS1 1AA\nObservaciones del pedido: No nuts',
    ],
    [
      'pt',
      'N.º da encomenda: HX-1001\nEfetuada em: 03/06/2025 às 14h20\nNome do cliente: Ann Lee\nContacto telefónico: +44 7700 900101\nMorada de envio: 5 High St, Leeds LS1 1AA\nObs.: No nuts',
    ],
    [
      'fr',
      'N° de votre commande : HX-1001\nCommande passée le : 3 juin 2025 à 14h20\nNom du client : Ann Lee\nTél. : +44 7700 900101\nAdresse de livraison : 5 High St, Leeds LS1 1AA\nCommentaire du client : No nuts',
    ],
    [
      'it',
      "Ordine n.: HX-1001\nData e ora dell'ordine: 3 giugno 2025 alle ore 14:20\nNome e cognome: Ann Lee\nRecapito telefonico: +44 7700 900101\nIndirizzo di spedizione: 5 High St, Leeds LS1 1AA\nNote per il corriere: No nuts",
    ],
  ])('are read in %s', (_, text) => {
    expect(ofText(text)).toMatchObject({
      number: 'HX-1001',
      placedAt: '2025-06-03T14:20',
      contact: {
        customerName: 'Ann Lee',
        phone: '+44 7700 900101',
        address: '5 High St, Leeds LS1 1AA',
      },
      note: 'No nuts',
    });
  });

  it('are read in capitals, without accents and without a colon in a box of their own', () => {
    const html = rows(
      ['NUMERO DE PEDIDO', 'HX-1001'],
      ['FECHA DEL PEDIDO', '03/06/2025 14:20'],
      ['TELEFONO', '+34 612 555 098'],
    );
    expect(ofHtml(html)).toMatchObject({
      number: 'HX-1001',
      placedAt: '2025-06-03T14:20',
      contact: { phone: '+34 612 555 098' },
    });
  });

  it('are read above their values, in the same column', () => {
    const html = rows(['Bestellnummer', 'Bestelldatum', 'Kunde'], ['HX-1001', '3. Juni 2025', 'Jürgen Groß']);
    expect(ofHtml(html)).toMatchObject({
      number: 'HX-1001',
      placedAt: '2025-06-03',
      contact: { customerName: 'Jürgen Groß' },
    });
  });

  it('are read several in a line', () => {
    expect(
      ofText('Order: HX-1001 · Placed: 3 June 2025 · Customer: Ann Lee, Phone: 07700 900162'),
    ).toMatchObject({
      number: 'HX-1001',
      placedAt: '2025-06-03',
      contact: { customerName: 'Ann Lee', phone: '07700 900162' },
    });
  });
});

describe('an order number', () => {
  it.each([
    ['New order #123 – Hatbox', '123'],
    ['Замовлення № 1042-77', '1042-77'],
    ['Neue Bestellung A7K-3310 (Hatbox)', 'A7K-3310'],
    ['Pedido TY-771-908 confirmado', 'TY-771-908'],
    ['[Hatbox] Nuovo ordine - n. 30021', '30021'],
    ['Nowe zamówienie #PLQJWRTZC', 'PLQJWRTZC'],
  ])('stands in the subject alone: %s', (subject, number) => {
    expect(ofText('Somebody has ordered.', subject).number).toBe(number);
  });

  it.each([
    'Customer number: 7710042',
    'Kundennummer: 7710042',
    'Invoice no. 7710042',
    'Tracking number: 7710042',
    'VAT ID: 7710042',
    'Код видачі: 7710042',
    'Номер накладної: 7710042',
    'Codice fiscale: 7710042',
    'Phone: 771 00 42 00',
    'Promo code: SAVE7710042',
    'Código de recogida: 7710042',
    'Numéro client : 7710042',
    'NIF: 7710042',
  ])('is never made of %s', (line) => {
    expect(ofText(`You have a new order!\n${line}`).number).toBeNull();
  });

  it('is not what an advert below calls so', () => {
    expect(
      ofText(
        'Order number: HX-1001\n\nA\n\nB\n\nC\n\nRecommended for your shop\nReorder: order number 884-221-X',
      ),
    ).toMatchObject({ number: 'HX-1001' });
  });
});

describe('the time of ordering', () => {
  it.each([
    'Deliver by: 3 June 2025, 14:20',
    'Delivery: 03.06.2025 14:20',
    'Wunschlieferzeit: 03.06.2025 14:20',
    'Your order will be delivered on 3 June 2025',
    'Доставити до: 03.06.2025, 14:00–15:00',
    'Odbiór: 03.06.2025 14:20',
  ])('is not the promised one: %s', (line) => {
    expect(ofText(`Order number: HX-1001\n${line}`).placedAt).toBeNull();
  });

  it('is put together of a date and a time with labels of their own', () => {
    expect(ofText('Date: 3 June 2025\nOrder time: 14:20').placedAt).toBe('2025-06-03T14:20');
  });
});

describe('who ordered and who receives', () => {
  it('are two, each with a phone', () => {
    const text =
      'Замовник: Олена Шевчук\nТелефон: +38 050 555 01 28\nОтримувач: Марія Петрівна Шевчук\nТелефон: +38 097 555 03 61';
    expect(ofText(text).contact).toEqual({
      customerName: 'Олена Шевчук',
      phone: '+38 050 555 01 28',
      recipientName: 'Марія Петрівна Шевчук',
      recipientPhone: '+38 097 555 03 61',
    });
  });

  it('are told apart by whose phone it is', () => {
    const text =
      'Teléfono del destinatario: 612 555 001\nTeléfono del cliente: 612 555 002\nDestinatario: Rosa Paz\nCliente: Ana Gil';
    expect(ofText(text).contact).toMatchObject({ phone: '612 555 002', recipientPhone: '612 555 001' });
  });

  it('are the names of the billing and the shipping address', () => {
    const html = rows([
      'Rechnungsadresse<br>Dr. Ute Ott<br>Weg 9<br>22999 Hamburg<br>040 555 01 41<br>u.ott@example.com',
      'Lieferadresse<br>Jan Ott<br>Kai 5, 3. Stock<br>20999 Hamburg',
    ]);
    expect(ofHtml(html).contact).toEqual({
      customerName: 'Dr. Ute Ott',
      phone: '040 555 01 41',
      email: 'u.ott@example.com',
      recipientName: 'Jan Ott',
      address: 'Kai 5, 3. Stock, 20999 Hamburg',
    });
  });

  it('are one when the name is only shortened', () => {
    const html = rows(['Customer', 'Ann L.'], ['Ship to', 'Ann Lee<br>5 High St<br>Leeds LS1 1AA']);
    expect(ofHtml(html).contact.recipientName).toBeUndefined();
  });

  it('is whom a receipt greets, but in a mail to the shop that is the shop', () => {
    expect(ofText('Hi Ann,\nthank you for your order.', 'Your order').contact.customerName).toBe('Ann');
    expect(ofText('Hi Ann,\nyou have a new order.', 'New order').contact.customerName).toBeUndefined();
  });

  it('is named in a sentence', () => {
    expect(ofText('Tanya R. (+1 312-555-0102) just ordered.').contact).toMatchObject({
      customerName: 'Tanya R.',
      phone: '+1 312-555-0102',
    });
    expect(ofText('Vous avez reçu la commande de Zoë Le Goff :').contact.customerName).toBe('Zoë Le Goff');
  });

  it('is never the support, the courier, the shop or its footer', () => {
    const text =
      'Order number: HX-1001\nSupport: +44 330 555 0144\nCourier’s phone: 07700 900111\nТелефон магазину: 0800 555 01 01\n\nA\n\nB\n\nC\n\nHatbox GmbH, Weg 3, 20999 Hamburg, USt-IdNr. DE000000000\nTelefon: 040 555 0 555\nE-Mail: hilfe@hatbox.example';
    expect(ofText(text).contact).toEqual({});
  });
});

describe('an address', () => {
  it('leaves out the name, the phone and how to hand over', () => {
    const html = rows([
      'Ship to',
      'Ann Lee<br>5 High St, Flat 2<br>Leave at the door<br>Leeds LS1 1AA<br>07700 900162',
    ]);
    expect(ofHtml(html)).toMatchObject({
      contact: {
        customerName: 'Ann Lee',
        phone: '07700 900162',
        address: '5 High St, Flat 2, Leeds LS1 1AA',
      },
      note: 'Leave at the door',
    });
  });

  it('is found with a name above it where no label stands, and is then only a guess', () => {
    const { contact, sure } = ofHtml(
      '<div>Beatriz Antunes<br>Travessa do Suposto 3<br>3999-002 Coimbra<br>965 555 013</div><p>Obs.: campainha</p>',
    );
    expect(contact).toEqual({
      customerName: 'Beatriz Antunes',
      phone: '965 555 013',
      address: 'Travessa do Suposto 3, 3999-002 Coimbra',
    });
    expect(sure.address).toBeLessThan(0.6);
  });
});

describe('a note', () => {
  it.each([
    'Comment: none',
    'Коментар: немає',
    'Uwagi: brak',
    'Note to seller: You haven’t included a note.',
  ])('is not there: %s', (line) => {
    expect(ofText(line).note).toBeNull();
  });

  it('goes on where a plain text has broken its line', () => {
    const text =
      'Customer note: please ring the upper bell twice, because the lower one\nhas been out of order since spring\n\nThanks';
    expect(ofText(text).note).toBe(
      'please ring the upper bell twice, because the lower one has been out of order since spring',
    );
  });

  it('of several labels is one, and its quotation marks are drawing', () => {
    expect(ofText('Comment: “No nuts”\nCourier instructions: ring twice').note).toBe('No nuts; ring twice');
  });

  it('is not what the shop says of itself under such a word', () => {
    const text = 'Note: we will only be able to deliver your order as soon as the regulations allow us to.';
    expect(ofText(text, 'Your order').note).toBeNull();
  });
});
