/** The country of the invented shop, ISO 3166. */
export const sampleCountry = 'UA';
