import { wholeAmount } from './amounts.ts';
import type { Areas } from './areas.ts';
import { bare, folded } from './clean-text.ts';
import type { LabelledText } from './labels.ts';
import { isTaxLine } from './tax-line.ts';
import { alternatives, wordsOf } from './words/all.ts';

const noNote = new RegExp(
  `^[^\\p{L}\\p{N}]*(?:${alternatives(wordsOf((language) => language.noNote))})[^\\p{L}\\p{N}]*$`,
  'u',
);
const saysNone =
  /\b(?:haven't|hasn't|have not|has not|didn't|did not)\b.{0,20}\b(?:note|instruction|message|comment|include|enter|sent)/iu;
/** A shop that speaks of itself under `Note:` or `Hinweis:` tells its terms. */
const ofTheShop =
  /\b(?:we|our|us|wir|unser|unsere|nous|notre|nuestro|nosotros|nossa|nosso|noi|nostro|nasz|nasza)\b|(?<!\p{L})(?:ми|наш[аіу]?|мы|наши)(?!\p{L})/iu;
const bareLabel =
  /^[^\p{L}\p{N}]*(?:please )?(?:note|notes|hinweis|hinweise|uwaga|nota|important|remarks?|message|messaggio|mensaje|mensagem|wiadomość|nachricht|повідомлення|сообщение)[^\p{L}\p{N}]*$/iu;
const longestNote = 4000;

/** What the customer wrote, of one label or of several. */
export function readNote(labels: readonly LabelledText[], areas: Areas): string | null {
  const notes: string[] = [];
  for (const label of labels) {
    if (!label.fields.includes('note') || label.at >= areas.footer) continue;
    // A message among the items is a choice made for one of them.
    const isAmongItems = label.at >= areas.items.from && label.at < areas.items.until;
    if (isAmongItems && label.whose !== 'customer') continue;
    if (label.whose === 'shop' && /from|von|від|от|od|de la|du|dal/iu.test(label.label.split(':')[0] ?? ''))
      continue;
    const text = unquoted(label.lines.join(' ').trim());
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
    if (!notes.some((note) => note.includes(text))) notes.push(text);
  }
  return notes.length > 0 ? notes.join('; ').slice(0, longestNote) : null;
}

/** A price beside the word for a card, or its last four digits, is nothing that anybody said. */
const isSaid = (text: string): boolean =>
  !/^[*•·x\s-]*\d{4}$/i.test(text) && /[\p{L}\p{N}]/u.test(text) && wholeAmount(text)?.marked !== true;

/** One pair of quotation marks around the whole is drawing. */
const unquoted = (text: string): string =>
  /^(?:"[^"]*"|“[^”]*”|„[^“”]*[“”]|«[^»]*»)$/u.test(text) ? text.slice(1, -1).trim() : text;
