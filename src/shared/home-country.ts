/** The shop's country, ISO 3166: phones without a prefix, and addresses without a country, belong to it. */
export const homeCountry = 'UA';
