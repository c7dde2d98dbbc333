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
 * Writes a telephone number the one way every service accepts (E.164: `+380671234567`).
 * @param country ISO 3166 code of the country that numbers without a prefix belong to
 * @returns null when the text is no telephone number
 */
export function normalizePhone(text: string, country: string): string | null {
  if (/^\+380[1-9]\d{8}$/.test(text)) return text; // as most numbers of a ledger stand already
  const home = country.toUpperCase();
  const parsed = parsePhoneNumberFromString(
    withoutOldPrefix(text, home),
    isSupportedCountry(home) ? { defaultCountry: home, extract: false } : { extract: false },
  );
  return parsed?.isPossible() ? parsed.number : null;
}

/** `8 067 123 45 67`: the long-distance prefix of old, still said and typed in Ukraine; no library knows it. */
function withoutOldPrefix(text: string, country: string): string {
  const isOld = country === 'UA' && !text.trimStart().startsWith('+') && /^80\d{9}$/.test(phoneDigits(text));
  return isOld ? phoneDigits(text).slice(1) : text;
}

/**
 * A telephone number as people of a country read it: their own as they dial it, another country's with its prefix.
 * @param phone as a source or a person wrote it; what is no number is left as it is
 * @param country ISO 3166 code of the shop's country
 */
export function phoneText(phone: string, country: string): string {
  const home = country.toUpperCase();
  const [defaultCountry, prefix] = isSupportedCountry(home) ? [home, getCountryCallingCode(home)] : [];
  const parsed = parsePhoneNumberFromString(withoutOldPrefix(phone, home), {
    ...(defaultCountry && { defaultCountry }),
    extract: false,
  });
  if (!parsed?.isPossible()) return phone;
  return parsed.countryCallingCode === prefix ? parsed.formatNational() : parsed.formatInternational();
}
