type PluralBase<Key> = Key extends `${infer Base}_other` ? Base : never;

/**
 * The Ukrainian of an English catalogue: the same keys, and the two more plural forms that Ukrainian has.
 * A key that one language lacks does not compile.
 */
export type UkrainianOf<English> = {
  readonly [Key in
    | keyof English
    | `${PluralBase<keyof English>}_few`
    | `${PluralBase<keyof English>}_many`]: string;
};

/**
 * What main says, as a catalogue: the English sentence is the key, with `{named}` values where main puts something in.
 * Main writes one English sentence, which stays so in logs, on the command line and in the ledger.
 */
export type Said = { readonly [english: string]: string };
