import { folded } from './clean-text.ts';

/** What a label in an order mail announces. */
export type LabelField =
  | 'number'
  | 'placedAt'
  | 'notPlacedAt'
  | 'customer'
  | 'recipient'
  | 'address'
  | 'otherAddress'
  | 'phone'
  | 'email'
  | 'note';

/** A label found in a mail and the text it announces. */
export type LabelledText = {
  readonly fields: readonly LabelField[];
  /** The line the label stands in. */
  readonly label: string;
  /** The value's lines: beside the label, else below it in its box, else in the next box. */
  readonly lines: readonly string[];
  readonly beside: boolean;
  readonly at: number;
};

/** English, Ukrainian, Russian, Polish, German, Spanish, Portuguese, French, Italian; one line each where the language has a word of its own. */
const words: { readonly [F in LabelField]: string } = {
  number: `order number|order no|order no.|order nr|order #|order ref|order reference|booking reference|order code|your order number is|order|order id
    номер замовлення|№ замовлення|код замовлення|замовлення №|замовлення|нове замовлення
    номер заказа|№ заказа|код заказа|заказ №|заказ|новый заказ
    numer zamówienia|nr zamówienia|zamówienie nr|zamówienie|nowe zamówienie
    bestellnummer|bestell-nr.|bestell-nr|auftragsnummer|bestellung|neue bestellung
    código de pedido|número de pedido|nº de pedido|n.º de pedido|nº pedido|pedido|nuevo pedido
    código do pedido|número do pedido|número da encomenda|encomenda|novo pedido
    numéro de commande|n° de commande|commande n°|commande|nouvelle commande
    numero ordine|numero d'ordine|numero dell'ordine|ordine n.|ordine|nuovo ordine
    order confirmation|new order|transaction id|ticket id`,
  placedAt: `placed|placed on|placed at|order date|order placed|ordered|ordered on|ordered at|date of order|order time|transaction date|date
    створено|дата замовлення|час замовлення|оформлено|дата|замовлено
    создан|создано|дата заказа|время заказа|оформлен
    data zamówienia|złożono|złożone|data
    bestellt am|bestelldatum|bestellzeit|bestellt|datum|eingegangen am
    fecha|fecha del pedido|fecha de pedido|realizado
    data do pedido|data da encomenda|realizado em
    date de commande|passée le|commandé le|date de la commande
    data ordine|data dell'ordine|ordinato il|effettuato il
    paid via|paid on`,
  notPlacedAt: `delivery time|delivery date|deliver by|arriving|expected|estimated delivery|est. delivery|ship by|pickup|pick-up|pick up|accept within
    доставити|час доставки|дата доставки|доставка|бажаний час
    время доставки|дата доставки|доставить
    czas dostawy|data dostawy|odbiór
    lieferzeit|gewünschte lieferzeit|lieferung am|abholung|liefertermin
    hora de entrega|fecha de entrega|entrega|recogida
    hora da entrega|data de entrega
    heure de livraison|date de livraison|livraison
    orario di consegna|data di consegna|consegna`,
  customer: `customer|customer name|buyer|client|ordered by|bill to|name|contact
    замовник|клієнт|покупець|ім'я|піб|контактна особа
    заказчик|клиент|покупатель|имя|фио
    klient|zamawiający|kupujący|imię i nazwisko
    kunde|besteller|käufer|name des kunden|kundenname
    cliente|nombre|comprador|nombre del cliente
    nome|nome do cliente|comprador
    client|nom|acheteur|nom du client
    cliente|nome del cliente|acquirente`,
  recipient: `recipient|recipient name
    отримувач|одержувач|получатель
    odbiorca
    empfänger|empfängerin
    destinatario|destinatário|destinataire`,
  address: `deliver to|delivery address|shipping address|ship to|send to|address|delivery to|your order will be sent to|your order will be dispatched to
    адреса доставки|адреса|доставити за адресою|куди|отримувач та адреса|отримувач і адреса
    адрес доставки|адрес|куда|получатель и адрес
    adres dostawy|adres|adres wysyłki
    lieferadresse|versandadresse|adresse|anschrift|lieferung an|liefern an
    dirección de entrega|dirección de envío|dirección|entregar en
    endereço de entrega|endereço|morada de entrega|morada
    adresse de livraison|adresse|livrer à
    indirizzo di consegna|indirizzo di spedizione|indirizzo|consegnare a`,
  otherAddress: `billing address|rechnungsadresse|dirección de facturación|adresse de facturation|indirizzo di fatturazione|adres rozliczeniowy|адреса платника|seller|seller details|sold by|your seller|business address`,
  phone: `phone|phone number|tel|tel.|telephone|mobile|contact number
    телефон|тел|тел.|номер телефону|моб|моб.|мобільний
    номер телефона|контактный телефон
    telefon|nr telefonu|numer telefonu|kom.
    telefonnummer|handy|mobil|rufnummer
    teléfono|tlf|tlf.|móvil
    telefone|telemóvel|celular
    téléphone|tél|tél.|portable
    telefono|cellulare`,
  email: `email|e-mail|email address|e-mail address|електронна пошта|пошта|почта|эл. почта|adres e-mail|correo|correo electrónico|courriel`,
  note: `customer note|customer's note|customer notes|note|notes|comment|comments|customer comment|special instructions|instructions|delivery instructions|order note|order notes|message|note from customer|note from buyer|remarks
    коментар|коментар до замовлення|коментар клієнта|коментар покупця|примітка|побажання|коментарі
    комментарий|комментарий к заказу|комментарий клиента|примечание|пожелания|комментарии
    uwagi|komentarz|uwagi klienta|uwagi do zamówienia|notatka
    anmerkung|anmerkungen|anmerkung des kunden|kommentar|hinweis|hinweis des kunden|bemerkung|notiz|kundennotiz|kundenhinweis
    observaciones|observaciones del cliente|comentario|comentarios|nota|notas|nota del cliente|instrucciones
    observações|observação|comentário|comentários|nota do cliente
    commentaire|commentaires|remarque|remarques|note du client|instructions
    commento|commenti|note|nota del cliente|note del cliente|istruzioni`,
};

const split = (table: string): readonly string[] =>
  table
    .split(/[|\n]/)
    .map((word) => folded(word))
    .filter((word) => word !== '');

const fieldsByLabel = new Map<string, LabelField[]>();
for (const field of Object.keys(words) as LabelField[]) {
  for (const word of split(words[field]))
    fieldsByLabel.set(word, [...(fieldsByLabel.get(word) ?? []), field]);
}
const longest = Math.max(...[...fieldsByLabel.keys()].map((word) => word.length));

export type Labelled = {
  readonly fields: readonly LabelField[];
  /** What follows the label in the same line; empty when the line is the label alone. */
  readonly rest: string;
  /** Whether a colon, or the end of the line, closes the label: `Customer: Ann`, but not `Customer service`. */
  readonly closed: boolean;
};

/** The longest known label a line begins with, whole words only. */
export function readLabel(line: string): Labelled | null {
  const text = folded(line);
  for (let length = Math.min(longest, text.length); length >= 2; length -= 1) {
    if (/[\p{L}\p{N}]/u.test(text.charAt(length)) && /[\p{L}\p{N}]/u.test(text.charAt(length - 1))) continue;
    const fields = fieldsByLabel.get(text.slice(0, length).trimEnd());
    if (!fields) continue;
    // Folding keeps the length of the text, so that positions agree.
    const after = line.slice(length);
    const rest = after.replace(/^[\s:.*–—-]+/, '').trim();
    return { fields, rest, closed: rest === '' || /^\s*[:*]/.test(after) };
  }
  return null;
}
