import { useTranslation } from 'react-i18next';
import { Page } from '../../ui/page.tsx';

export function ManualOrderPage() {
  const { t } = useTranslation('manualOrder');
  return <Page title={t('title')} />;
}
