import { useMemo } from 'react';
import { localeTags } from '../../../shared/languages.ts';
import { useApp } from '../../state/context.tsx';

/** The name of a country in the user's language, by its ISO 3166 code. */
export function useCountryName(): (code: string) => string {
  const { language } = useApp();
  return useMemo(() => {
    const names = new Intl.DisplayNames(localeTags[language], { type: 'region' });
    return (code) => names.of(code) ?? code;
  }, [language]);
}
