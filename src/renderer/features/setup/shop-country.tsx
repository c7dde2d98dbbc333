import { useTranslation } from 'react-i18next';
import { CountryChoice } from '../../components/preferences/country-choice.tsx';
import { useApp } from '../../state/context.tsx';
import styles from './setup.module.css';

/** Asks for the shop's country until Shopify or a manager has set it. */
export function ShopCountry() {
  const { t } = useTranslation('setup');
  const { country } = useApp();
  if (country !== null) return null;
  return (
    <section className={styles.card} aria-label={t('countryTitle')}>
      <div className={styles.names}>
        <h2 className={styles.name}>{t('countryTitle')}</h2>
        <p className={styles.account}>{t('countryText')}</p>
      </div>
      <CountryChoice />
    </section>
  );
}
