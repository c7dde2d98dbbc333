import type { Areas } from './areas.ts';
import { bare } from './clean-text.ts';
import type { Layout } from './layout.ts';
import { linesOfRow } from './layout.ts';
import { matchesIn } from './matches.ts';
import { isLetterCode, isSamePerson, looksLikeName } from './names.ts';
import { findPhone } from './phones.ts';
import type { Person } from './read-person.ts';
import { remembered } from './remembered.ts';
import { alternatives, wordsOf } from './words/all.ts';

const name =
  "(?<name>(?:[\\p{Lu}][\\p{L}.'’-]*|d[aeiu]s?|del|della|von|van|де|ван)(?: (?:[\\p{Lu}][\\p{L}.'’-]*|d[aeiu]s?|del|della|von|van|de la)){0,4})";
const bought =
  '(?:(?:has )?(?:just )?(?:ordered|placed (?:an )?order|bought|purchased)|(?:щойно )?(?:замовив|замовила|замовили|оформив|оформила|купив|купила)|(?:только что )?(?:заказал|заказала|оформил|оформила|купил|купила)|(?:właśnie )?(?:zamówił|zamówiła|złożył|złożyła|kupił|kupiła)|hat (?:soeben |gerade )?(?:bestellt|eine|bei)|ha (?:pedido|comprado|realizado|hecho|ordinato|effettuato|acquistato)|(?:fez|encomendou|comprou|pediu|kupuje|купує|покупает|kauft|achète|koopt)|(?:vient de|a) (?:commander|commandé|passé|passer|acheté))';
const doing = new RegExp(
  `^(?:[^.!?]*?[.!:]\\s+)?${name}(?:\\s*\\((?<phone>[^)]*)\\))?,? ${bought}(?!\\p{L})`,
  'u',
);
const orderFrom = new RegExp(
  `(?<!\\p{L})(?:${alternatives(wordsOf((language) => language.orderFrom))})[: ]+$`,
  'u',
);
/** `Nuovo ordine su … da: Niccolò D'Amico`. */
const orderBy = new RegExp(
  `(?<!\\p{L})(?:${alternatives(wordsOf(({ orderWords }) => orderWords))})(?!\\p{L}).{0,60} (?:from|by|від|от|od|von|de|da|di|par):\\s$`,
  'u',
);
/** `… a été effectuée par le client suivant : Ann Lee (ann@…)`, `Order #1001 placed by Ann Lee`. */
const byCustomer =
  /(?:following customer|client suivant|folgende[nmr]? kunden|siguiente cliente|seguente cliente|seguinte cliente|nastepujacego klienta|следующ\p{L}+ (?:клиент|покупател)\p{L}*|наступн\p{L}+ (?:клієнт|покупц)\p{L}*) ?: $|(?<!\p{L})(?:placed by|passee par|realizado por|realizada por|feit[oa] por|efetuad[oa] por|effettuato da|inoltrato da|zlozone przez|aufgegeben von|getatigt von|оформлений клієнтом|оформлен клиентом|від покупця|от покупателя|від клієнта|от клиента|por el cliente|por la cliente|pelo cliente|pela cliente|par le client|par la cliente|dal cliente|dalla cliente|przez klienta|door klant|by customer|by the customer):? $/u;
const sentTo = /sent this (?:message|e-?mail) to $/u;
const greeting = new RegExp(
  `^[^\\p{L}\\p{N}]*(?:${alternatives(wordsOf((language) => language.greetings))}),? $`,
  'u',
);
const nameOnly = new RegExp(`^${name}(?=\\s*(?:[,!.:;(–—-]|$))`, 'u');

const linesBefore = (layout: Layout, end: number): readonly string[] =>
  layout.rows.slice(0, end).flatMap(linesOfRow);

/** The customer in a sentence to the shop: `Tanya R. (+1 312 555 0102) just ordered`, `You have an order from Ann Lee:`. */
export function namedAsBuyer(
  layout: Layout,
  subject: string,
  areas: Areas,
  isToShop: boolean,
): Person | null {
  for (const line of [...linesBefore(layout, areas.footer), subject]) {
    const found = doing.exec(line)?.groups;
    if (found?.name !== undefined && isPerson(found.name)) {
      const phone = findPhone(found.phone ?? '');
      return { name: found.name, ...(phone !== null && { phone }) };
    }
    // In a receipt the order is from the shop.
    const after = isToShop
      ? (nameAfter(line, orderFrom) ?? nameAfter(line, orderBy) ?? nameAfter(line, byCustomer))
      : null;
    if (after !== null) return { name: after };
  }
  return null;
}

/** `4F9C2 Priya S.`: the order number and the customer, as kitchens print them. */
export function namedByNumber(layout: Layout, number: string | undefined): Person | undefined {
  if (number === undefined) return undefined;
  for (const line of linesBefore(layout, 12)) {
    if (line.length > 60 || !line.includes(number)) continue;
    const [before = '', after = ''] = line.split(number);
    const name = after.replace(/^[\s:·|–-]+/, '').trim();
    if (/^[#№\s]*$/.test(before) && name.includes(' ') && isPerson(name)) return { name };
  }
  return undefined;
}

/** The person greeted by a receipt: `Hi Ann,`, `Thanks for your order, Noah!`, `Jakub Jamro - Here's your receipt.` */
export function greeted(layout: Layout, number?: string): string | null {
  let greetedAs: string | null = null;
  for (const name of greetings(layout)) {
    // `Thanks for your order PWQLJNRTC.`
    if (name === number) continue;
    greetedAs ??= name;
    // `Thanks Ann` above, `sent to Ann Lee` below: the whole name counts.
    if (name.length > greetedAs.length && isSamePerson(name, greetedAs)) return name;
  }
  return greetedAs;
}

function* greetings(layout: Layout): Iterable<string> {
  const lines = linesBefore(layout, layout.rows.length);
  for (const [at, line] of lines.entries()) {
    if (line.length > 200) continue;
    const isBroken = line.endsWith(',') && greeting.test(`${bare(line)} `);
    const below = isBroken ? nameOnly.exec(lines[at + 1] ?? '')?.groups?.name : undefined;
    if (below !== undefined && isPerson(below)) yield below;
    const after = nameAfter(line.replace(/^[*_\s]+/, ''), greeting) ?? nameAfter(line, sentTo);
    if (after !== null) yield after;
    const lead =
      /^(?:dear )?(?<name>\p{Lu}[\p{L}.'’ -]{2,40}?)\s[-–—]\s(?:here|hier|ось|вот|oto|aquí|aqui|voici|ecco)/iu.exec(
        line,
      )?.groups?.name;
    if (lead !== undefined && isPerson(lead)) yield lead;
  }
}

const roles = new Set([
  ...wordsOf(({ whose }) => whose.customer),
  ...wordsOf(({ whose }) => whose.recipient),
]);

const isPerson = (text: string): boolean =>
  looksLikeName(text) &&
  !roles.has(bare(text)) &&
  !isLetterCode(text) &&
  !/^(?:you|se|si|on|es|man|sie|ви|вы|pan|pani|usted|ustedes|você|vous|lei|there|all|team|everyone|customer|seller|kunde|cliente|client|клієнт|клиент|партнере|продавець|frequently|recently|customers|people|others|somebody|someone|items?|products?|who|they|it|un cliente|un client|alguien|alguém|qualcuno|quelqu'un|ktoś|jemand|хтось|кто-то)(?: |$)/iu.test(
    text,
  );

const farthestName = 80;
const capital = /(?<=[\s])(?=\p{Lu})/gu;
/** The offsets of words with a capital. */
const nameStarts = remembered((line) =>
  matchesIn(line.slice(0, 2 * farthestName), capital)
    .map(({ index }) => index)
    .filter((at) => at <= farthestName),
);

/** The name right after words that end in a pattern; searched in the folded line, taken from the printed one. */
function nameAfter(line: string, words: RegExp): string | null {
  const text = bare(line);
  if (text.length !== line.length) return null;
  for (const at of nameStarts(line)) {
    if (!words.test(text.slice(0, at))) continue;
    const found = nameOnly
      .exec(line.slice(at))
      ?.groups?.name?.replace(/\.$/, (dot, end: number, all: string) =>
        /(?:^|\s)\p{Lu}$/u.test(all.slice(0, end)) ? dot : '',
      );
    if (found !== undefined && isPerson(found)) return found;
  }
  return null;
}
