import { IconPhoneOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { isValidPhone } from '../../../shared/phone.ts';
import { useApp } from '../../state/context.tsx';
import { useCountryName } from '../i18n/use-country-name.ts';
import { Mark } from '../ui/mark.tsx';

/** Marks a phone that is invalid in the shop's country. It is shown as written, and may be another country's. */
export function PhoneMark({ phone }: { readonly phone: string }) {
  const { t } = useTranslation('common');
  const { country } = useApp();
  const nameOf = useCountryName();
  if (isValidPhone(phone, country)) return null;
  const word = country === null ? t('phoneNoCountry') : t('phoneNotValid', { country: nameOf(country) });
  return <Mark tone="warn" icon={IconPhoneOff} word={word} tag={false} />;
}
