import type { CountryCode } from 'libphonenumber-js/min';
import { getCountries, isSupportedCountry } from 'libphonenumber-js/min';
import { z } from 'zod';

export type { CountryCode };

/** ISO 3166 code of a country that has phones. */
export const countrySchema = z.custom<CountryCode>(
  (code) => typeof code === 'string' && isSupportedCountry(code),
  'a country is two capital letters, like UA',
);

/** Every country a shop can be in, by its ISO 3166 code. */
export const countryCodes = (): readonly CountryCode[] => getCountries();
