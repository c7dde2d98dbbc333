import type { Language } from './languages.ts';
import { byLanguage, decimalMarks, localeTags } from './languages.ts';
import { createMemo } from './memo.ts';

const groupMarks = byLanguage(
  (language) =>
    new Intl.NumberFormat(localeTags[language]).formatToParts(1_234_567).find(({ type }) => type === 'group')
      ?.value ?? '',
);

/** Spaces and apostrophes part thousands in every language; a comma or a point may be the decimal mark. */
const parted = /^\d{1,3}(?:[\s'’]\d{3})+(?!\d)/;

/**
 * The plain decimal of an amount as a person types it, or as the app shows it: `1 200`, `1 200,50 ₴`, `1,200.50`. A comma
 * before three digits is a thousands mark only where the reader's language has it: `1,200` is twelve hundred in English.
 * @returns null when the text is no amount
 */
export function decimalTyped(typed: string, language: Language, currency: string): string | null {
  const bare = withoutCurrency(typed.trim(), currency);
  const text = bare.replace(parted, (whole) => whole.replace(/\D/g, ''));
  if (!/^\d+(?:[.,]\d+)*$/.test(text)) return null;
  const marks = text.match(/[.,]/g) ?? [];
  const [first = '', last = ''] = [marks[0], marks.at(-1)];
  if (marks.length > 1) {
    const isDecimal = first !== last;
    // `1.234,50` is no amount where a comma parts thousands
    if (isDecimal !== (last === decimalMarks[language])) return null;
    const parts = isDecimal ? /^\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*[.,]\d+$/ : /^\d{1,3}(?:[.,]\d{3})+$/;
    return parts.test(text) ? plainOf(text, isDecimal ? last : null) : null;
  }
  const isGrouped = first === groupMarks[language] && /^[1-9]\d{0,2}[.,]\d{3}$/.test(text);
  return plainOf(text, isGrouped ? null : first);
}

/** @param decimalMark the one whose last place is the decimal point; null when every mark parts thousands */
function plainOf(text: string, decimalMark: string | null): string {
  const at = decimalMark === null || decimalMark === '' ? -1 : text.lastIndexOf(decimalMark);
  const whole = (at < 0 ? text : text.slice(0, at)).replace(/[.,]/g, '');
  return at < 0 ? whole : `${whole}.${text.slice(at + 1)}`;
}

/** An amount that was copied has its currency beside it, by its code or by one of its signs. */
function withoutCurrency(text: string, currency: string): string {
  const [before = '', after = ''] = [/^[^\d]+/.exec(text)?.[0], /[^\d]+$/.exec(text)?.[0]];
  const sign = (before + after).trim();
  if (sign === '' || !signsOf(currency).has(sign.toLowerCase())) return text;
  return text.slice(before.length, text.length - after.length);
}

const signs = createMemo<ReadonlySet<string>>();

const signsOf = (currency: string): ReadonlySet<string> =>
  signs(currency, () => {
    const written = Object.values(localeTags).flatMap((tag) =>
      (['code', 'symbol', 'narrowSymbol'] as const).map(
        (currencyDisplay) =>
          new Intl.NumberFormat(tag, { style: 'currency', currency, currencyDisplay })
            .formatToParts(1)
            .find(({ type }) => type === 'currency')?.value ?? '',
      ),
    );
    return new Set(written.map((each) => each.toLowerCase()));
  });
