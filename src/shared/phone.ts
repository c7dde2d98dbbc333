import type { PhoneNumber } from 'libphonenumber-js/min';
import { getCountryCallingCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** The digits alone, for searching: `+38 (067) 123-45-67` becomes `380671234567`. */
export const phoneDigits = (text: string): string => text.replace(/\D/g, '');

/** Whether a text has only characters of a phone number, with any dash. */
export const isPhoneWriting = (text: string): boolean =>
  /^[\d\s()+.\p{Pd}−]+$/u.test(withoutAreaSlashes(text));

/** Nine digits are a complete phone number, so what precedes the slash is not its area code. */
const beforeWhole = /\/((?:[^\d,;/\n]*\d){9})/g;
/**
 * With fewer than seven digits before it, a slash follows an area code if a phone number comes next. Splitting at all slashes
 * would shorten a phone number to a prefix that others share.
 */
const behindArea = /((?:^|[,;/\n])[^\d,;/\n]*(?:\d[^\d,;/\n]*){1,6})\/((?:[^\d,;/\n]*\d){5})/g;

/**
 * Replaces the slash of `067/123-45-67` with a space: it does not separate two numbers, unlike that of `0671234567/0509876543`.
 */
export const withoutAreaSlashes = (text: string): string =>
  text.replace(beforeWhole, ',$1').replace(behindArea, '$1 $2');

/** The phones of a field as written, split as in the SQL of `main/warehouse/views/phone-keys.ts`. */
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

/** `8 067 123 45 67`: the former long-distance prefix, still used in Ukraine and unsupported by phone libraries. */
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

/** An order or form with its phones in stored format. */
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

/** The number of a phone field with exactly one international number; null otherwise. */
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
 * Formats a phone field for a country: its own numbers in national format, others with their prefix.
 * @param phone as stored or typed; invalid numbers stay unchanged
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

/** Rewrites each number of a field; a part stays if `write` returns null. */
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

/** A part of a field without a leading word: `mob. 067 123 45 67`. */
const numberIn = (part: string): string => part.replace(/^[^\d+(*]+/, '').trim();
