import { useTranslation } from 'react-i18next';
import type { Format, Locale } from '../ui/format.ts';
import { createFormat } from '../ui/format.ts';

const formats: Partial<Record<Locale, Format>> = {};

/** Amounts, times and ages in the language on screen. */
export function useFormat(): Format {
  const { i18n } = useTranslation();
  return formatOf(i18n.language === 'uk' ? 'uk' : 'en');
}

function formatOf(locale: Locale): Format {
  formats[locale] ??= createFormat(locale);
  return formats[locale];
}
