/** Which shop the app shows, and whose ledger is in use: the sample shop's own, or the shop's. */
export type Mode = 'sample' | 'shop';
