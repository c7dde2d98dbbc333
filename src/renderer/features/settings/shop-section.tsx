import { useTranslation } from 'react-i18next';
import { CountryChoice } from '../../components/preferences/country-choice.tsx';
import { Card, Section } from './section.tsx';

/** Settings that apply to all computers of the shop. */
export function ShopSection() {
  const { t } = useTranslation('settings');
  return (
    <Section title={t('shop')} lead={t('shopLead')}>
      <Card>
        <CountryChoice />
      </Card>
    </Section>
  );
}
