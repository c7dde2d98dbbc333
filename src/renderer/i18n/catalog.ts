type PluralBase<Key> = Key extends `${infer Base}_other` ? Base : never;

/**
 * An English catalogue in another language: the same keys, plus the plural forms of this language. A missing key does not
 * compile.
 */
type TranslationOf<English, Forms extends string> = {
  readonly [Key in keyof English | `${PluralBase<keyof English>}_${Forms}`]: string;
};

export type UkrainianOf<English> = TranslationOf<English, 'few' | 'many'>;

/**
 * One word per thing: order is zamówienie, source źródło, manager menedżer, customer klient, recipient odbiorca, item
 * produkt, discount rabat, notice powiadomienie, bell dzwonek, shift zmiana, to take wziąć, to hand over wydać, needs
 * review do sprawdzenia, parked wstrzymane, snoozed odłożone, draft order wersja robocza, pay link link do płatności, ledger rejestr, entry
 * wpis, recipe wzorzec (of mails), fire drill próbny alarm, doctor Diagnostyka, Setup Połączenia, Settings Ustawienia, the
 * computer that listens komputer, który nasłuchuje. Buttons are imperatives. Whoever did something stands before a colon,
 * since a past tense would have to know a man from a woman.
 */
export type PolishOf<English> = TranslationOf<English, 'few' | 'many'>;

/**
 * A catalogue of main's messages: the key is the English sentence, with `{named}` placeholders. Logs, the command line and the
 * ledger keep the English sentence.
 */
export type Said = { readonly [english: string]: string };
