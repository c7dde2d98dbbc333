/** Where the invented shop is, ISO 3166. */
export const sampleCountry = 'UA';
