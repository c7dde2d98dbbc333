import { useTranslation } from 'react-i18next';
import { Page } from '../../ui/page.tsx';

export function DraftsPage() {
  const { t } = useTranslation('drafts');
  return <Page title={t('title')} />;
}
