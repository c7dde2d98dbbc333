const particles = new Set(
  "de da do dos das del della dello di du van von vom zu zum zur der den ter ten te la le les los las el y e i t' al el- bin bint ibn ben af av san та і й".split(
    ' ',
  ),
);
/** Capitalised words in the position of a name that are not names. */
const noName =
  /^(?:order|new|your|thank|thanks|total|payment|delivery|customer|shop|store|service|support|paid|online|cash|card|free|view|track|yes|no|замовлення|новий|нове|оплата|доставка|разом|так|ні|заказ|новый|да|нет|zamówienie|nowe|płatność|tak|nie|bestellung|neue|zahlung|ja|nein|pedido|nuevo|pago|sí|encomenda|novo|nova|commande|nouvelle|paiement|oui|non|ordine|nuovo|pagamento|sì)$/iu;

/** One to six words that could be a person's name: letters only, capitals first. */
export function looksLikeName(text: string): boolean {
  const words = text.split(' ');
  return (
    words.length <= 6 &&
    text.length >= 2 &&
    text.length <= 60 &&
    /^[\p{L}\p{M}\s.'’ʼ-]+$/u.test(text) &&
    words.every((word) => particles.has(word.toLowerCase()) || /^(?:d['’])?[\p{Lu}.]/u.test(word)) &&
    /\p{L}{2}/u.test(text) &&
    !noName.test(words[0] ?? '')
  );
}

/** `PWQLJNRTC`: unpronounceable capitals are not a name. */
export const isLetterCode = (text: string): boolean =>
  /^(?=[A-Z]{7,12}$).*[BCDFGHJKLMNPQRSTVWXZ]{4}/.test(text);

/** Whether one name is the other, shortened: `Kasia P.` of `Kasia Piotrowska`, `Jakub` of `Jakub Jamro`. */
export function isSamePerson(one: string, other: string): boolean {
  const [first, second] = [one, other].map((name) =>
    name.toLowerCase().replace(/[.,]/g, ' ').trim().split(/\s+/),
  );
  return isShortOf(first ?? [], second ?? []) || isShortOf(second ?? [], first ?? []);
}

const isShortOf = (short: readonly string[], long: readonly string[]): boolean =>
  short.every((word) => long.some((full) => full === word || (word.length === 1 && full.startsWith(word))));
