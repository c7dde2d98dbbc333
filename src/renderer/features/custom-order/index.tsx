import { useTranslation } from 'react-i18next';
import { Page } from '../../ui/page.tsx';

export function CustomOrderPage() {
  const { t } = useTranslation('customOrder');
  return <Page title={t('title')} />;
}
