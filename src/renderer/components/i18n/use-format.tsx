import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { Language } from '../../../shared/languages.ts';
import { createMemo } from '../../../shared/memo.ts';
import type { Format } from '../../lib/i18n/format.ts';
import { createFormat } from '../../lib/i18n/format.ts';
import { languageOf } from '../../lib/i18n/language-of.ts';
import { useStores } from '../../state/context.tsx';

const formats = createMemo<Format>();

/** Formats amounts, times and ages in the language on screen; times are in the shop's time zone. */
export function useFormat(): Format {
  const { i18n } = useTranslation();
  const timeZone = useStore(useStores().app, (slice) =>
    slice.state === 'ready' ? slice.app.timeZone : undefined,
  );
  return formatOf(languageOf(i18n), timeZone);
}

const formatOf = (language: Language, timeZone: string | undefined): Format =>
  formats(`${language} ${timeZone}`, () => createFormat(language, timeZone));
