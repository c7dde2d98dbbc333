import type { i18n } from 'i18next';
import { createInstance } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '../../../shared/languages.ts';
import { textOptions } from '../../../shared/texts.ts';

export function createI18n(language: Language): i18n {
  const instance = createInstance();
  void instance.use(initReactI18next).init({ ...textOptions, lng: language });
  return instance;
}
