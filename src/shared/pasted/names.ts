import { firstNames, nameLabels, patronymic, recipientLabels, surname } from './name-table.ts';
import { cities } from './places.ts';
import type { Sheet } from './sheet.ts';

const part = String.raw`\p{L}[\p{L}’'"-]{1,30}`;
const some = `(${part}(?:[ ]{1,2}${part}){0,2})`;
const labelled = (labels: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${labels})(?![\\p{L}])[ ]?[:=–-]?[ \\n]?[ ]?${some}`, 'giu');
const own = labelled(nameLabels);
const theirs = labelled(recipientLabels);
const city = new RegExp(`^(?:${cities.join('|')})$`, 'iu');

export type PastedNames = { readonly name?: string; readonly recipient?: string };

/** Cuts out the customer and the recipient. */
export function takeNames(sheet: Sheet): PastedNames {
  const recipient = takeLabelled(sheet, theirs);
  const name = takeLabelled(sheet, own) ?? takeAlone(sheet);
  return { ...(name !== null && { name }), ...(recipient !== null && { recipient }) };
}

function takeLabelled(sheet: Sheet, pattern: RegExp): string | null {
  for (const match of sheet.text().matchAll(pattern)) {
    const said = match[1] ?? '';
    const name = nameAtStart(said);
    if (name === null) continue;
    const from = match.index + match[0].length - said.length;
    sheet.cut(match.index, from + name.length);
    return name;
  }
  return null;
}

/** The longest name at the start of a text. */
function nameAtStart(text: string): string | null {
  const found = text.split(/ +/);
  for (let count = Math.min(3, found.length); count > 0; count -= 1) {
    const name = text
      .split(/(?<= )(?! )/)
      .slice(0, count)
      .join('')
      .trimEnd();
    if (isName(name.split(/ +/))) return name;
  }
  return null;
}

/** `Олена тел` before a number that was cut out. */
const beforePhone = /[ ](?:тел|телефон|моб|номер|phone|tel|telefon)$/iu;

/** A part that is only a name. First name and surname rank above a first name alone. */
function takeAlone(sheet: Sheet): string | null {
  const text = sheet.text();
  let best: { readonly from: number; readonly name: string; readonly sure: number } | null = null;
  for (const match of text.matchAll(/[^\n\ufffc,;.!?:()|/+\d]+/gu)) {
    const trimmed = match[0]
      .trim()
      .replace(/^[-–\s"']+|[-–\s"']+$/gu, '')
      .replace(beforePhone, '');
    const list = trimmed.split(/\s+/);
    if (list.length > 4) continue;
    const name = list.length === 4 ? null : trimmed;
    if (name === null || !isName(list)) continue;
    const sure = list.length + list.filter(isFirst).length;
    if (best === null || sure > best.sure) {
      best = { from: match.index + match[0].indexOf(trimmed), name: trimmed.replace(/\s+/g, ' '), sure };
    }
  }
  if (!best) return null;
  sheet.cut(best.from, best.from + best.name.length);
  return best.name;
}

const isFirst = (word: string): boolean => firstNames.has(word.toLowerCase().replace(/[’'"]/g, '’'));
const isUpper = (word: string): boolean => /^\p{Lu}/u.test(word);

/** A known first name without unknown words, or a surname and a possible first name, both capitalised. */
function isName(list: readonly string[]): boolean {
  if (list.length === 0 || list.length > 3) return false;
  if (list.some((word) => city.test(word) || stop.has(word.toLowerCase()) || !/^[\p{L}’'"-]+$/u.test(word)))
    return false;
  const firsts = list.filter(isFirst).length;
  if (list.length === 1) return firsts === 1;
  const others = list.filter((word) => !isFirst(word));
  if (firsts > 0) return others.every((word) => isUpper(word) || surname.test(word) || patronymic.test(word));
  return (
    list.every(isUpper) &&
    list.some((word) => surname.test(word) || patronymic.test(word)) &&
    list.length >= 2
  );
}

const stop: ReadonlySet<string> = new Set(
  'добрий доброго день дня вечір вечора ранок привіт вітаю дякую спасибо привет здравствуйте добрый вечер утро hello hi hey dear thanks thank good morning evening dzień dobry dziękuję cześć witam нова новая пошта почта nova poshta букет троянди розы roses bouquet будь ласка пожалуйста please proszę хочу замовити заказать доставка delivery самовивіз готівка картка київ адреса адрес address adres телефон phone telefon коли кому дата date час'.split(
    ' ',
  ),
);
