import type { TFunction } from 'i18next';
import { createInstance } from 'i18next';
import en from '../locales/en.json' with { type: 'json' };
import pl from '../locales/pl.json' with { type: 'json' };
import uk from '../locales/uk.json' with { type: 'json' };
import type { ByLanguage, Language } from './languages.ts';
import { byLanguage } from './languages.ts';

/** Messages of the main process by area: the key is the English sentence with `{named}` placeholders. */
export type MainTexts = { readonly [area: string]: { readonly [english: string]: string } };

type Features = typeof en;
export type Feature = keyof Features;

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: Features;
  }
}

const { main: mainUk, ...featuresUk } = uk;
const { main: mainPl, ...featuresPl } = pl;

/** The texts of both processes by language and feature. A feature is a namespace of i18next. */
export const resources = { en, uk: featuresUk, pl: featuresPl } satisfies ByLanguage<unknown>;

/** The translations of what the main process writes in English: to the log, the command line and the ledger. */
export const mainTexts = { uk: mainUk, pl: mainPl } satisfies Record<Exclude<Language, 'en'>, MainTexts>;

/** The same options in both processes. */
export const textOptions = {
  fallbackLng: 'en',
  defaultNS: 'common',
  resources,
  keySeparator: false,
  interpolation: { escapeValue: false }, // React escapes
  initAsync: false,
} as const;

const instances = byLanguage((lng) => {
  const instance = createInstance();
  void instance.init({ ...textOptions, lng });
  return instance;
});

/** The texts of a feature outside of React, such as notifications, tickets and menus. */
export const textsOf = <F extends Feature>(language: Language, feature: F): TFunction<F> =>
  instances[language].getFixedT(language, feature);
