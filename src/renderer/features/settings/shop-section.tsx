import { useTranslation } from 'react-i18next';
import { CountryChoice } from '../../preferences/country-choice.tsx';
import { Card, Section } from './section.tsx';

/** What holds for the shop, and so for all its computers. */
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
