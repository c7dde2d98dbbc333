import { cleanText } from './clean-text.ts';
import { findDates } from './dates.ts';
import { remembered } from './remembered.ts';

const phonePattern =
  /(?<![\p{L}\p{N}.,#№-])(?:\+\s?|\(|00)?\d[\d\s()/.-]{5,18}\d(?:,?\s?(?:x|ext\.?|extension|доб\.?|wew\.?|int\.?|poste|durchwahl)\s?\d{1,5})?(?![\p{L}\p{N}])/iu;

/** A phone as printed: seven to fifteen digits that are not a date. */
export const findPhone = remembered((line): string | null => {
  if (!/\d/.test(line)) return null;
  if (findDates(line).length > 0) return null;
  const match = phonePattern.exec(cleanText(line))?.[0].trim();
  const digits = match?.replace(/\s?\p{L}.*$/u, '').replace(/\D/g, '').length ?? 0;
  const isPostcode = /^\d{5}-\d{3,4}$|^\d{4}-\d{3}$/.test(match ?? '');
  return match !== undefined && digits >= 7 && digits <= 15 && !isPostcode ? match : null;
});

/** A line that contains only a phone, perhaps with its label. */
export const isPhoneLine = (line: string): boolean =>
  findPhone(line) !== null && (line.replace(findPhone(line) ?? '', '').match(/\p{L}/gu)?.length ?? 0) <= 8;

const phoneWord =
  /[,;(]?\s*(?:(?<!\p{L})(?:tel|telefon|telefono|teléfono|téléphone|phone|mobile|mob|cell|cel|тел|телефон|моб|handy|ph|t|m))?\.?:?\s*$/iu;

/** The text before the phone in it, without the phone's label. */
export function withoutPhone(text: string): string {
  const phone = findPhone(text);
  if (phone === null) return text;
  const at = text.indexOf(phone);
  return at < 0 ? text : `${text.slice(0, at).replace(phoneWord, '')}${text.slice(at + phone.length)}`;
}
