import { useTranslation } from 'react-i18next';
import { windowEnd } from '../../../shared/messenger-window.ts';
import { useFormat } from '../../components/i18n/use-format.tsx';
import rows from '../../components/layout/record-list.module.css';
import { useNow } from '../../lib/browser/use-now.tsx';

/** How long the page may still message a person: a quiet countdown without an action. */
export function WindowNote({ interactionAt }: { readonly interactionAt: number | null }) {
  const { t } = useTranslation('chats');
  const format = useFormat();
  const now = useNow();
  if (interactionAt === null) return null;
  const end = windowEnd(interactionAt);
  const time = format.exactTime(end, now);
  return end > now ? (
    <span className={rows.quiet} title={t('windowOpenTitle', { time })}>
      {t('windowOpen', { span: format.span(end - now) })}
    </span>
  ) : (
    <span className={rows.quiet} title={t('windowShutTitle', { time })}>
      {t('windowShut')}
    </span>
  );
}
