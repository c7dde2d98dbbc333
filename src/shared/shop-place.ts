/** Where the shop is: a phone without a prefix belongs to its country, and `tomorrow` is counted in its zone. */
export type ShopPlace = {
  /** ISO 3166; null while it is not known. */
  readonly country: string | null;
  /** IANA zone. */
  readonly timeZone: string;
};

export const unknownPlace: ShopPlace = { country: null, timeZone: 'UTC' };
