import { findAmounts, wholeAmount } from './amounts.ts';
import type { Areas } from './areas.ts';
import { bare, folded } from './clean-text.ts';
import { findDates } from './dates.ts';
import type { LabelledText } from './labels.ts';
import { isItemHead, readLabel } from './labels.ts';
import type { Layout } from './layout.ts';
import { lineAlone } from './layout.ts';
import { isTaxLine } from './tax-line.ts';
import { alternatives, wordsOf } from './words/all.ts';

const noNote = new RegExp(
  `^[^\\p{L}\\p{N}]*(?:${alternatives(wordsOf((language) => language.noNote))})[^\\p{L}\\p{N}]*$`,
  'u',
);
const saysNone =
  /\b(?:haven't|hasn't|have not|has not|didn't|did not)\b.{0,20}\b(?:note|instruction|message|comment|include|enter|sent)/iu;
/** First-person words: a shop's `Note:` or `Hinweis:` with them contains its terms. */
const ofTheShop =
  /\b(?:we|our|us|wir|unser|unsere|nous|notre|nuestro|nosotros|nossa|nosso|noi|nostro|nasz|nasza)\b|(?<!\p{L})(?:ми|наш[аіу]?|мы|наши)(?!\p{L})/iu;
const bareLabel =
  /^[^\p{L}\p{N}]*(?:please )?(?:note|notes|hinweis|hinweise|uwaga|nota|important|remarks?|message|messaggio|mensaje|mensagem|wiadomość|nachricht|повідомлення|сообщение)[^\p{L}\p{N}]*$/iu;
const longestNote = 4000;

/** The customer's note, from one label or several. */
export function readNote(layout: Layout, labels: readonly LabelledText[], areas: Areas): string | null {
  const notes: string[] = [];
  const isToAnother =
    labels.some(({ fields }) => fields.includes('recipient')) &&
    labels.some(({ fields }) => fields.includes('sender'));
  for (const label of labels) {
    if (!label.fields.includes('note') || label.at >= areas.footer) continue;
    // A message among the items is an option of one of them.
    const isAmongItems = label.at >= areas.items.from && label.at < areas.items.until;
    if (isAmongItems && label.whose !== 'customer') continue;
    if (label.whose === 'shop' && /from|von|від|от|od|de la|du|dal/iu.test(label.label.split(':')[0] ?? ''))
      continue;
    const text = unquoted(saidIn(label).join(' ').trim());
    if (
      text === '' ||
      isTaxLine(text) ||
      !isSaid(text) ||
      noNote.test(bare(text)) ||
      saysNone.test(folded(text))
    )
      continue;
    const name = label.beside ? (label.label.split(':')[0] ?? '') : label.label;
    if (bareLabel.test(name) && text.length > 60 && (ofTheShop.test(text) || /\byours?\b/i.test(text)))
      continue;
    if (ofMoney.test(bare(name)) || ofMail.test(bare(text))) continue;
    // A card message is for a third person, so it is not part of the note.
    if (ofCard.test(bare(name)) || (isToAnother && ofMessage.test(bare(name)))) continue;
    if (!notes.some((note) => note.includes(text))) notes.push(text);
  }
  if (notes.length === 0) notes.push(...betweenFactsAndGoods(layout, areas));
  return notes.length > 0 ? notes.join('; ').slice(0, longestNote) : null;
}

/** Payment instructions are not a wish of the customer. */
const ofMoney =
  /(?<!\p{L})(?:bank|transfer|payment|zahlung|uberweisung|paiement|virement|pago|transferencia|pagamento|bonifico|platnosc|przelew|оплат|betaling|platb)/u;
/** A service's remarks about its mail, or about what it is not. */
const ofMail = new RegExp(
  `^(?:${alternatives(wordsOf(({ footers }) => footers).filter((words) => words.length >= 10))})|(?:not an? (?:tax )?invoice|keine rechnung|n'est pas une facture|no es una factura|nao e uma fatura|non e una fattura|nie jest faktur)`,
  'u',
);
/** A message by the sender of flowers is for their recipient. */
const ofMessage =
  /^\P{L}*(?:(?:your|votre|ihre?|tu|su|il tuo|twoja|ваше?|a sua) )?(?:message|messaggio|mensaje|mensagem|nachricht|wiadomosc|повідомлення|сообщение|bericht|zprava)\P{L}*$/u;
const ofCard =
  /(?<!\p{L})(?:card|gift|gru(?:ss|ß)|листів|открыт|поздрав|вітальн|bilecik|kartk|karte|gruss|tarjeta|dedicat|regalo|cartao|presente|carte|cadeau|dedicace|bigliett|dedica)/u;
/** Headings under which a shop asks a question before the answer. */
const asks =
  /addition|information|weiter|zusatz|додатков|дополнит|dodatkow|adicional|complement|aggiuntiv|question|frage|pregunta|pergunta|domand/u;

const saidIn = ({ lines, label }: LabelledText): readonly string[] => {
  const said = lines.filter((line) => /[\p{L}\p{N}]/u.test(line) || /\p{Extended_Pictographic}/u.test(line));
  const [question = ''] = said;
  return said.length > 1 && question.endsWith('?') && asks.test(bare(label)) ? said.slice(1) : said;
};

const ofShopOrList = new RegExp(
  `(?<!\\p{L})(?:${alternatives(wordsOf(({ orderWords }) => orderWords))}|thanks?|thank you|dziekuj\\p{L}*|danke|gracias por|obrigad[oa]|merci pour|grazie per|дякуємо|спасибо за|below|following|folgende\\p{L}*|nachstehend|siguientes?|seguintes?|suivants?|suivante|seguent[ei]|ponizej|нижче|ниже|наступн\\p{L}*|следующ\\p{L}*)(?!\\p{L})`,
  'u',
);

/** Some shops print the customer's note as a paragraph without a label between the order facts and the items. */
function betweenFactsAndGoods(layout: Layout, { footer }: Areas): readonly string[] {
  const rows = layout.rows.slice(0, Math.min(footer, 24));
  for (const [at, row] of rows.entries()) {
    const line = lineAlone(row);
    const [before, after] = [rows[at - 1], rows[at + 1]];
    if (!before || !after || row.block === before.block || row.block === after.block) continue;
    const isFact = /^[\p{L}\p{N}#№.'’ -]{2,40}\s?[:：]\s?\S/u.test(lineAlone(before));
    const next = lineAlone(after);
    const isGoods = isItemHead([next, next]) || /^\d+ ?[x×] ?\p{L}/u.test(next);
    if (isFact && isGoods && isSentence(line) && !ofShopOrList.test(bare(line)) && !ofTheShop.test(line))
      return [line];
  }
  return [];
}

const isSentence = (line: string): boolean =>
  line.split(' ').length >= 3 &&
  line.length <= 400 &&
  /[.!?…»”")]$/u.test(line) &&
  !/https?:|www\.|@/.test(line) &&
  !readLabel(line)?.closed &&
  findDates(line).length === 0 &&
  !findAmounts(line).some((amount) => amount.marked);

/** A price beside the word for a card, or its last four digits, is not a note. */
const isSaid = (text: string): boolean =>
  !/^[*•·x\s-]*\d{4}$/i.test(text) && /[\p{L}\p{N}]/u.test(text) && wholeAmount(text)?.marked !== true;

/** Removes one pair of quotation marks around the whole text. */
const unquoted = (text: string): string =>
  /^(?:"[^"]*"|“[^”]*”|„[^“”]*[“”]|«[^»]*»)$/u.test(text) ? text.slice(1, -1).trim() : text;
