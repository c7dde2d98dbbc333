import type { PhoneNumber } from 'libphonenumber-js/min';
import { getCountryCallingCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** The digits alone, for searching: `+38 (067) 123-45-67` becomes `380671234567`. */
export const phoneDigits = (text: string): string => text.replace(/\D/g, '');

/** Whether a text has nothing but what a phone is written with, whichever dash stands between the digits. */
export const isPhoneWriting = (text: string): boolean =>
  /^[\d\s()+.\p{Pd}−]+$/u.test(withoutAreaSlashes(text));

/** Nine digits are a phone with its area code: what stands before their slash is none of theirs. */
const beforeWhole = /\/((?:[^\d,;/\n]*\d){9})/g;
/**
 * With fewer than seven digits before it, a slash has an area code there, and no phone, where one follows: with slashes between all
 * its groups a phone would be cut to what others begin with as well.
 */
const behindArea = /((?:^|[,;/\n])[^\d,;/\n]*(?:\d[^\d,;/\n]*){1,6})\/((?:[^\d,;/\n]*\d){5})/g;

/** The slash of `067/123-45-67` as a space: it divides no phones, as that of `0671234567/0509876543` does. */
export const withoutAreaSlashes = (text: string): string =>
  text.replace(beforeWhole, ',$1').replace(behindArea, '$1 $2');

/** The phones of a field, each as it is written: as `warehouse/views/phone-keys.ts` divides them in SQL. */
export const phonesIn = (text: string): readonly string[] => withoutAreaSlashes(text).split(/[,;/\n]/);

/**
 * A telephone number in E.164, the format every service accepts: `+380671234567`.
 * @param country ISO 3166 code of the country that numbers without a prefix belong to; null while it is not known
 * @returns null when the number is not valid: it is never read as another country's
 */
export function normalizePhone(text: string, country: string | null): string | null {
  return validPhone(text, country)?.number ?? null;
}

function validPhone(text: string, country: string | null): PhoneNumber | null {
  const home = country?.toUpperCase() ?? '';
  const parsed = parsePhoneNumberFromString(
    withoutOldPrefix(text, home),
    isSupportedCountry(home) ? { defaultCountry: home, extract: false } : { extract: false },
  );
  return parsed?.isValid() ? parsed : null;
}

/** `8 067 123 45 67`: the long-distance prefix of old, still said and typed in Ukraine; no library knows it. */
function withoutOldPrefix(text: string, country: string): string {
  const isOld = country === 'UA' && !text.trimStart().startsWith('+') && /^80\d{9}$/.test(phoneDigits(text));
  return isOld ? phoneDigits(text).slice(1) : text;
}

/**
 * A phone field as it is stored: each valid number in E.164, and everything else as it was written.
 * @param country ISO 3166 code of the country that numbers without a prefix belong to; while it is null, all stays as written
 */
export const storedPhone = (text: string, country: string | null): string =>
  eachPhone(text, country, (part) => {
    const phone = validPhone(part, country);
    return phone && (phone.ext ? [phone.number, 'ext.', phone.ext].join(' ') : phone.number);
  });

type Phoned = { readonly phone?: string | undefined };

/** An order, or the form of one, with its phones as they are stored. */
export function withStoredPhones<
  T extends { readonly customer: Phoned; readonly recipient?: Phoned | undefined },
>(order: T, country: string | null): T {
  const { customer, recipient } = order;
  return {
    ...order,
    customer: inStoredForm(customer, country),
    ...(recipient && { recipient: inStoredForm(recipient, country) }),
  };
}

const inStoredForm = <T extends Phoned>(one: T, country: string | null): T =>
  one.phone === undefined ? one : { ...one, phone: storedPhone(one.phone, country) };

/** The number of a stored phone field that has one number, or of another writing of it with its prefix; null for anything else. */
export const storedNumber = (text: string): string | null =>
  /^\+[1-9]\d{6,14}$/.test(text) ? text : normalizePhone(text, null);

/** Whether every number of a phone field is valid. */
export const isValidPhone = (text: string, country: string | null): boolean => {
  const parts = phonesIn(text)
    .map(numberIn)
    .filter((part) => part !== '');
  return parts.length > 0 && parts.every((part) => validPhone(part, country) !== null);
};

/**
 * A phone field as people of a country read it: their own numbers as they dial them, another country's with its prefix.
 * @param phone as it is stored or as a person wrote it; what is no valid number is left as it is
 * @param country ISO 3166 code of the shop's country; while it is null, all stays as written
 */
export function phoneText(phone: string, country: string | null): string {
  const home = country?.toUpperCase() ?? '';
  const prefix = isSupportedCountry(home) ? getCountryCallingCode(home) : null;
  return eachPhone(phone, country, (part) => {
    const parsed = validPhone(part, country);
    return (
      parsed &&
      (parsed.countryCallingCode === prefix ? parsed.formatNational() : parsed.formatInternational())
    );
  });
}

/** Writes each number of a field in another way; a part for which `write` returns null stays as it is. */
function eachPhone(text: string, country: string | null, write: (number: string) => string | null): string {
  if (country === null) return text;
  let isWritten = false;
  const written = withoutAreaSlashes(text).replace(/[^,;/\n]+/g, (part) => {
    const number = numberIn(part);
    const other = number === '' ? null : write(number);
    isWritten ||= other !== null;
    return other === null ? part : part.replace(number, () => other);
  });
  return isWritten ? written : text;
}

/** A part of a field without the word that may lead to its number: `mob. 067 123 45 67`. */
const numberIn = (part: string): string => part.replace(/^[^\d+(*]+/, '').trim();
