import { Select } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { CountryCode } from '../../../shared/country.ts';
import { countryCodes } from '../../../shared/country.ts';
import { localeTags } from '../../../shared/languages.ts';
import { toCallError } from '../../lib/client/client.ts';
import { useApp, useStores } from '../../state/context.tsx';
import { useCountryName } from '../i18n/use-country-name.ts';
import { useToasts } from '../toasts/toasts.tsx';

/** Where the shop is; a change holds for all its computers. */
export function CountryChoice() {
  const { t } = useTranslation('settings');
  const { app } = useStores();
  const { country, language } = useApp();
  const nameOf = useCountryName();
  const toasts = useToasts();
  const options = useMemo(() => {
    const { compare } = new Intl.Collator(localeTags[language]);
    return countryCodes()
      .map((value) => ({ value, label: nameOf(value) }))
      .toSorted((one, other) => compare(one.label, other.label));
  }, [language, nameOf]);

  const choose = (next: CountryCode | null): void => {
    if (next === null || next === country) return;
    app.setCountry(next).catch((thrown: unknown) => {
      toasts.failed({ id: 'country', what: t('country'), error: toCallError(thrown) });
    });
  };
  return (
    <Select<CountryCode>
      label={t('country')}
      description={t('countryHint')}
      placeholder={t('countryNone')}
      searchable
      allowDeselect={false}
      data={options}
      value={options.find(({ value }) => value === country)?.value ?? null}
      onChange={choose}
    />
  );
}
