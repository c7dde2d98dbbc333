import { useTranslation } from 'react-i18next';
import { useViews } from '../../components/order/use-views.ts';
import { useHotkeys } from '../../lib/browser/use-hotkeys.tsx';
import { useNavigate } from '../../state/context.tsx';
import { hrefToInbox } from '../../state/routes/route.ts';

/** The inbox's views from every page. In the inbox, its own commands with the same id have the keys. */
export function ViewCommands() {
  const { t } = useTranslation(['inbox', 'palette']);
  const navigate = useNavigate();
  const { shipped, saved } = useViews();
  const scope = t('inbox:views');
  useHotkeys([
    ...[...shipped, ...saved].map(({ key, word, href }) => ({
      id: `inbox.view.${key}`,
      keys: [],
      scope,
      label: t('inbox:keyView', { view: word }),
      run: () => navigate(href),
    })),
    {
      id: 'inbox.paid',
      keys: [],
      scope,
      label: t('palette:refundFind'),
      synonyms: t('palette:synonyms_refund'),
      run: () => navigate(hrefToInbox({ view: 'all', text: '', only: { payments: ['paid'] }, order: null })),
    },
  ]);
  return null;
}
