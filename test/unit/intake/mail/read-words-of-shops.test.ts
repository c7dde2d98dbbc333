import { describe, expect, it } from 'vitest';
import { ofHtml, ofText, rows } from './words-of.ts';

const sold = rows(['Vase', '1', '£5.00'], ['Total', '', '£5.00']);

describe('a shop’s own mail, its billing and shipping blocks side by side', () => {
  it.each([
    [
      'en',
      'New order: #4120',
      'following order from Ann Lee:',
      'Billing address',
      'Shipping address',
      'Note:',
    ],
    ['de', 'Neue Bestellung: #4120', 'Bestellung von Ann Lee:', 'Rechnungsdaten', 'Lieferdaten', 'Hinweis:'],
    [
      'fr',
      'Nouvelle commande : n°4120',
      'commande suivante de Ann Lee :',
      'Facturation',
      'Livraison',
      'Note :',
    ],
    ['es', 'Nuevo pedido: #4120', 'siguiente pedido de Ann Lee:', 'Facturación', 'Envío', 'Nota:'],
    ['it', 'Nuovo ordine: #4120', 'seguente ordine da Ann Lee:', 'Fatturazione', 'Spedizione', 'Nota:'],
    [
      'pt',
      'Novo pedido: #4120',
      'seguinte pedido de Ann Lee:',
      'Dados de cobrança',
      'Dados de envio',
      'Nota:',
    ],
    [
      'pl',
      'Nowe zamówienie: #4120',
      'zamówienie od Ann Lee:',
      'Dane płatnika',
      'Dane do wysyłki',
      'Notatka:',
    ],
    ['ru', 'Новый заказ: #4120', 'заказ от Ann Lee:', 'Адрес оплаты', 'Адрес доставки', 'Примечание:'],
    [
      'uk',
      'Нове замовлення: #4120',
      'замовлення від Ann Lee:',
      'Адреса оплати',
      'Дані доставки',
      'Примітка:',
    ],
  ])('tells who pays from who receives: %s', (_, head, sentence, billing, shipping, note) => {
    const blocks = `<table><tr><td><b>${billing}</b><br>Ann Lee<br>5 High St<br>20121 Milano<br>P. IVA 01234567890<br>07700 900101<br>ann@buyer.example</td><td><b>${shipping}</b><br>Bob Roe<br>9 Low St<br>10124 Torino</td></tr></table>`;
    const found = ofHtml(`<h1>${head}</h1><p>${sentence}</p>${sold}<p>${note} Ring twice</p>${blocks}`, head);
    expect(found).toMatchObject({ number: '4120', note: 'Ring twice' });
    expect(found.contact).toEqual({
      customerName: 'Ann Lee',
      phone: '07700 900101',
      email: 'ann@buyer.example',
      recipientName: 'Bob Roe',
      address: '9 Low St, 10124 Torino',
    });
  });

  it.each([
    [
      'fr',
      'Commande : XKBKNABJL passée le 14/02/2025 09:12:45',
      'par le client suivant : Ann Lee',
      'Message du client :',
    ],
    [
      'en',
      'Order: XKBKNABJL Placed on 14/02/2025 09:12:45',
      'by the following customer: Ann Lee',
      'Customer message:',
    ],
    [
      'pl',
      'Zamówienie: XKBKNABJL Złożone 14.02.2025 09:12:45',
      'przez następującego klienta: Ann Lee',
      'Wiadomość od klienta:',
    ],
    [
      'it',
      'Ordine: XKBKNABJL Effettuato il 14/02/2025 09:12:45',
      'dal seguente cliente: Ann Lee',
      'Messaggio del cliente:',
    ],
  ])(
    'has a reference of letters, a buyer in a sentence and a note in a box of its own: %s',
    (_, line, by, heading) => {
      const found = ofHtml(
        `<p>${by} (ann@buyer.example)</p>${rows([line])}${sold}${rows([heading])}${rows(['Ring twice'])}`,
      );
      expect(found).toMatchObject({
        number: 'XKBKNABJL',
        placedAt: '2025-02-14T09:12:45',
        note: 'Ring twice',
      });
      expect(found.contact).toMatchObject({ customerName: 'Ann Lee', email: 'ann@buyer.example' });
    },
  );

  it('may print the blocks of a plain text in columns', () => {
    const { contact } = ofText(
      'Order No: 5512\n\nBill To:                 Ship To:\nAnn Lee                  Bob Roe\n5 High St                9 Low St\nLeeds LS1 1AA            York YO1 7AA\n\nVase   £5.00',
    );
    expect(contact).toEqual({
      customerName: 'Ann Lee',
      recipientName: 'Bob Roe',
      address: '9 Low St, York YO1 7AA',
    });
  });
});

describe('a form’s answers, piece by piece', () => {
  it.each([
    [
      'First name: Ann\nLast name: Lee\nAddress: 5 High St\nCity: Leeds\nPostcode: LS1 1AA',
      'Ann Lee',
      '5 High St, Leeds, LS1 1AA',
    ],
    ['Прізвище: Лі\nІм’я: Анна\nМісто: Київ\nВідділення: №12', 'Анна Лі', 'Київ, №12'],
    ['Имя: Анна\nФамилия: Ли\nГород: Казань\nУлица: Баумана\nДом: 5', 'Анна Ли', 'Казань, Баумана, 5'],
    [
      'Imię: Anna\nNazwisko: Lis\nUlica: Polna 5\nKod pocztowy: 00-001\nMiasto: Łódź',
      'Anna Lis',
      'Polna 5, 00-001, Łódź',
    ],
    [
      'Vorname: Anna\nNachname: Lis\nStraße: Hauptstr. 5\nPLZ: 10115\nOrt: Berlin',
      'Anna Lis',
      'Hauptstr. 5, 10115, Berlin',
    ],
    ['Nombre: Ana\nApellidos: Ruiz Gil\nCalle: Mayor 5\nCiudad: Jaén', 'Ana Ruiz Gil', 'Mayor 5, Jaén'],
    ['Nome: Ana\nApelido: Reis\nMorada: Rua Nova 5\nLocalidade: Faro', 'Ana Reis', 'Rua Nova 5, Faro'],
    ['Prénom : Anne\nNom : Leroy\nRue : 5 rue Haute\nVille : Lyon', 'Anne Leroy', '5 rue Haute, Lyon'],
    [
      'Nome: Anna\nCognome: Lisi\nVia: Roma 5\nCAP: 20121\nCittà: Milano',
      'Anna Lisi',
      'Roma 5, 20121, Milano',
    ],
  ])('are one name and one address: %s', (text, customerName, address) => {
    expect(ofText(`Order: 5512\n${text}\n\nVase £5.00`).contact).toEqual({ customerName, address });
  });
});

describe('a name that is none', () => {
  it('is a town above its street, where the customer has another', () => {
    const { contact } = ofText(
      'Клиент: Дарья Клёнова\nАдрес доставки:\nМосква\nТестовый проезд, 8, кв. 55\n\nВаза 5 ₽',
    );
    expect(contact).toEqual({ customerName: 'Дарья Клёнова', address: 'Москва, Тестовый проезд, 8, кв. 55' });
  });

  it('is a house or a firm above it', () => {
    const at = (first: string) =>
      ofText(`Client : Anne Leroy\nAdresse de livraison :\n${first}\n5 rue Haute\n69001 Lyon\n\nVase 5 €`)
        .contact;
    expect(at('Résidence Les Lilas')).toEqual({
      customerName: 'Anne Leroy',
      address: 'Résidence Les Lilas, 5 rue Haute, 69001 Lyon',
    });
    expect(at('Lilas SARL').recipientName).toBeUndefined();
  });

  it('is the number a marketplace gives a buyer', () => {
    const { contact } = ofText(
      'Adres dostawy:\nAnna Lis\nul. Polna 5\n00-001 Łódź\ntel. 600 555 010\n\nKupujący: Client:88120457 (x7f1@market.example)\n\nWazon 5 zł',
    );
    expect(contact).toMatchObject({ customerName: 'Anna Lis', phone: '600 555 010' });
    expect(contact.recipientName).toBeUndefined();
  });

  it('is the word that begins an advertisement', () => {
    const { contact } = ofText(
      'Hello Ann,\nThanks for your order\n\nVase £5.00\n\nFrequently bought together',
    );
    expect(contact.customerName).not.toBe('Frequently');
  });
});

describe('the order number', () => {
  it.each([
    ['CEL 20 551', 'Commande CEL 20 551', 'Commande CEL 20 551 du 08.11.2025'],
    ['PB 3307', 'Commande PB 3307', 'N° de commande\nPB 3307'],
    ['NB#882104', 'New order', 'Order number: NB#882104'],
    ['PR-2201', 'Pedido nuevo PR-2201 de Ana', 'Comentarios del cliente:\nMi pedido anterior es PR-1877'],
    ['GRN.2025.901', 'New order', 'Order reference: GRN.2025.901\nInvoice no: 4471'],
    ['4471', 'Ricevuta di pagamento', 'Ricevuta n. 4471'],
    ['000412', 'New order #000412', 'Reference: AB-77-X'],
  ])('%s is told by its label or by the subject', (number, subject, text) => {
    expect(ofText(`${text}\n\nVase £5.00`, subject).number).toBe(number);
  });

  it('is none where only other things have numbers', () => {
    const text = 'Customer no: 77123\nInvoice no: RE-1001\nPhone: 07700 900101\n\nVase £5.00';
    expect(ofText(text, 'You have a new order (2 items)').number).toBeNull();
    // The number of the branch it is for.
    expect(ofText('Delivery order\n\nVase £5.00', 'Delivery order received for (04093)').number).toBeNull();
  });
});

describe('when it was placed', () => {
  it.each([
    ['Date: 2025-06-03 14:20 (UTC+3)', '2025-06-03T14:20+03:00'],
    ['Date: 2025-06-03T14:20:05.123Z', '2025-06-03T14:20:05Z'],
    ['Datum: 03.06.25, 14:20 Uhr', '2025-06-03T14:20'],
    ['Data złożenia: 03.06.2025 / 14:20', '2025-06-03T14:20'],
    ['Date added: 03/06/2025', '2025-06-03'],
    ['Eingegangen um 14:20 am 03.06.2025', '2025-06-03T14:20'],
    ['Reçue : 03/06/2025 à 14h20', '2025-06-03T14:20'],
    ['Fecha: 03/06/2025\nHora: 14:20', '2025-06-03T14:20'],
    ['Date paid\nSep 2, 2026, 4:18:55 PM', '2026-09-02T16:18:55'],
  ])('is read of %s', (text, placedAt) => {
    expect(ofText(`Order: 5512\n${text}\n\nVase £5.00`).placedAt).toBe(placedAt);
  });
});

describe('what else stands in such mails', () => {
  it('takes a price beside the word for a card, or a card’s last digits, for no note', () => {
    expect(ofText('Заказ: 5512\nОткрытка\n301 ₽\n\nВаза 5 ₽').note).toBeNull();
    expect(ofText('Pedido: 5512\nTarjeta: ************9913\n\nVase 5 €').note).toBeNull();
  });

  it('finds the buyer’s e-mail in a link that does not show it, in a mail to the shop alone', () => {
    const html = `<p>Order: 5512</p>${sold}<a href="mailto:ann@buyer.example">Email buyer</a> <a href="mailto:help@hatbox.example">Help</a>`;
    expect(ofHtml(html, 'You made a sale').contact.email).toBe('ann@buyer.example');
    expect(ofHtml(html, 'Thanks for your order').contact.email).toBeUndefined();
  });

  it('leaves tax numbers out of phones and addresses', () => {
    const { contact } = ofText(
      'Comprador: Ana Reis (CPF 123.456.789-00)\nEnviar para:\nNIF: 123456789\nRua Nova 5\n8000-100 Faro\n\nVaso 5 €',
    );
    expect(contact).toEqual({ customerName: 'Ana Reis', address: 'Rua Nova 5, 8000-100 Faro' });
  });

  it('reads markup that a service left in its plain text', () => {
    const { contact } = ofText(
      "Delivery address:\n<address >\n<span class='name'>Ann Lee</span><br/><span>5 High St</span>\n</address>\n\nVase £5.00",
    );
    expect(contact).toEqual({ customerName: 'Ann Lee', address: '5 High St' });
  });

  it('finds the phone under the buyer’s name, where no word leads to it', () => {
    const html = `<p>Order #10077</p><p>Ann Lee</p><p>ann@buyer.example</p><p>+44 7700 900101</p>${sold}<p>Shipping address</p><p>Ann Lee<br>5 High St<br>Leeds LS1 1AA</p>`;
    expect(ofHtml(html).contact).toMatchObject({ customerName: 'Ann Lee', phone: '+44 7700 900101' });
  });

  it('takes the whole name where a receipt greets by half of it', () => {
    const { contact } = ofText(
      'Thanks Ann, your order is confirmed.\n\nVase £5.00\n\nHatbox sent this message to Ann Lee (ann77).',
      'Order confirmed',
    );
    expect(contact.customerName).toBe('Ann Lee');
  });
});
