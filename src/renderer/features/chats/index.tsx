import { useTranslation } from 'react-i18next';
import { Page } from '../../ui/page.tsx';

export function ChatsPage() {
  const { t } = useTranslation('chats');
  return <Page title={t('title')} />;
}
