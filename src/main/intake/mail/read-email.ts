import type { Areas } from './areas.ts';
import { bare, folded } from './clean-text.ts';
import type { ContactContext } from './contact-context.ts';
import { isSellers } from './is-sellers.ts';
import type { LabelledText } from './labels.ts';
import type { Layout } from './layout.ts';
import { linesOfRow } from './layout.ts';
import { emailPattern } from './read-person.ts';
import type { SellersOwn } from './sellers-own.ts';

const ofService =
  /^(?:no-?reply|do-?not-?reply|support|info|help|hello|hola|ciao|kontakt|contact|contacto|contato|service|services|customerservices?|kundenservice|sales|orders?|shop|store|office|admin|zakaz|zakazy|zamovlennya|zamowienia|sklep|bestellung|bestellungen|verkauf|pedidos|ventas|vendas|tienda|loja|sac|commandes?|boutique|ordini|negozio|winkel|obchod|notifications?|bok|biuro|pomoc|privacy)@/i;

/** In a mail to the shop, an e-mail address on a separate line is the customer's, if there is no second one. */
export function onlyEmail(layout: Layout, { from, areas }: ContactContext): string | undefined {
  const lines = layout.rows.slice(0, areas.footer).flatMap(linesOfRow);
  const emails = lines.flatMap((line) => {
    const email = line.includes('@') ? emailPattern.exec(line)?.[0] : undefined;
    return email !== undefined && line.length - email.length <= 12 && !isOwn(email, from) ? [email] : [];
  });
  return new Set(emails).size === 1 ? emails[0] : undefined;
}

/** `Send them an email`: in a mail to the shop, a link to the only address that is not the service's. */
export function onlyLinked({ linked, from }: ContactContext): string | undefined {
  const others = new Set(linked.filter((email) => !isOwn(email, from)));
  return others.size === 1 ? [...others][0] : undefined;
}

const sentTo =
  /(?<!\p{L})(?:sent to|addressed to|envoyé à|adressé à|gesendet an|geschickt an|enviado a|enviado para|inviat[ao] a|wysłan[ay] (?:do|na)(?: adres)?|надіслан[оий]+ на(?: адресу)?|отправлен[о]? на(?: адрес)?|verzonden aan|zaslán[ao]? na)[: ]+$/iu;

/** `Payment sent to seller@example.com`: the seller receives the money, the customer the mails. */
const money =
  /(?<!\p{L})(?:payment|paid|money|amount|funds|zahlung|geld|betrag|paiement|argent|montant|pago|dinero|importe|pagamento|dinheiro|denaro|importo|płatność|kwota|pieniądze|платіж|оплат|гроші|кошти|сума|платеж|платёж|деньги|сумма|betaling|bedrag|platba|částka|peníze)/iu;

/** `This e-mail was sent to ann@example.com` of a receipt. */
export function sentToEmail(
  layout: Layout,
  labels: readonly LabelledText[],
  { from }: ContactContext,
): string | undefined {
  const sellers = labels.filter(isSellers).flatMap(({ label, lines }) => [label, ...lines]);
  for (const line of layout.rows.flatMap(linesOfRow)) {
    const found = line.includes('@') ? emailPattern.exec(line) : null;
    if (!found || isOwn(found[0], from)) continue;
    const before = line.slice(0, found.index);
    const isSellersOwn = sellers.some((told) => told.includes(found[0]));
    if (sentTo.test(before) && !money.test(before) && !isSellersOwn) return found[0];
  }
  return undefined;
}

function isOwn(email: string, from: string | undefined): boolean {
  const own = folded(email);
  return ofService.test(own) || isFrom(email, from);
}

/** The sender's address, or one of its domain. */
function isFrom(email: string, from: string | undefined): boolean {
  const domain = from?.split('@')[1];
  const own = folded(email);
  return own === from || (domain !== undefined && own.endsWith(`@${domain}`));
}

/** Lines that contain the customer's name and more. */
export const besideName = (layout: Layout, { footer }: Areas, name: string | undefined): readonly string[] =>
  name === undefined
    ? []
    : layout.rows
        .slice(0, footer)
        .flatMap(linesOfRow)
        .filter((line) => line.length < 160 && line.includes(name));

/** The customer's address: from a label or a box of the customer, and not the service's or the shop's. */
export function emailOf(
  labels: readonly LabelledText[],
  { from }: ContactContext,
  besideName: readonly string[],
  own: SellersOwn,
): string | undefined {
  // A company that orders uses its office address, too: `Your e-mail` is the customer's, even with a business name.
  const yours = labels.find(({ fields, label }) => fields.includes('email') && yourWord.test(bare(label)));
  const yourEmail = emailPattern.exec(yours?.lines[0] ?? '')?.[0];
  if (yourEmail !== undefined && !isFrom(yourEmail, from)) return yourEmail;
  return labels
    .filter((label) => !isSellers(label) && !/sell|shop|store|магазин|tienda/i.test(label.label))
    .filter((label) =>
      (['email', 'customer', 'recipient', 'sender', 'address', 'otherAddress', 'phone'] as const).some(
        (field) => label.fields.includes(field),
      ),
    )
    .flatMap((label) => [label.label, ...label.lines])
    .concat(besideName)
    .map((line) => emailPattern.exec(line)?.[0])
    .find((email) => email !== undefined && !isOwn(email, from) && !own.isEmail(email));
}

const yourWord = /^\P{L}*(?:your|ihre?|deine?|votre|tu|su|sua|twoj|ваш|uw|vase?)(?!\p{L})/u;
