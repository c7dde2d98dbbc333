import { useTranslation } from 'react-i18next';
import { Page } from '../../components/layout/page.tsx';
import { AppSection } from './app-section.tsx';
import { DataSection } from './data-section.tsx';
import { PrintingSection } from './printing.tsx';
import { ShopSection } from './shop-section.tsx';
import { ThisComputerSection } from './this-computer-section.tsx';

/** The settings other than accounts and alert rules; each applies at once. */
export function SettingsPage() {
  const { t } = useTranslation('settings');
  return (
    <Page title={t('title')}>
      <ThisComputerSection />
      <ShopSection />
      <PrintingSection />
      <DataSection />
      <AppSection />
    </Page>
  );
}
