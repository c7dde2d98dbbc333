import type { i18n } from 'i18next';
import type { Language } from '../../../shared/languages.ts';
import { firstSpoken } from '../../../shared/languages.ts';

/** The language on screen. */
export const languageOf = ({ language }: Pick<i18n, 'language'>): Language => firstSpoken([language]);
