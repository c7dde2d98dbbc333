import { useTranslation } from 'react-i18next';
import type { WindowView } from '../../../../shared/views.ts';
import { useFormat } from '../../../components/i18n/use-format.tsx';
import { useNow } from '../../../lib/browser/use-now.tsx';
import styles from './link-panel.module.css';

type Props = { readonly window: WindowView | null; readonly name: string; readonly chatUrl: string | null };

/** How long the person has been silent, and until when the bot may write. */
export function WindowWords({ window, name, chatUrl }: Props) {
  const { t } = useTranslation('customOrder');
  const format = useFormat();
  const now = useNow();
  if (window === null) return <p className={styles.hint}>{t('window_asking')}</p>;
  const { state, until, lastInteraction } = window;
  const words =
    state === 'open' && until !== null
      ? t('window_open', { name, until: format.time(until, now) })
      : state === 'closed'
        ? lastInteraction === null
          ? t('window_never', { name })
          : t('window_closed', { name, span: format.span(now - lastInteraction) })
        : t(state === 'off' ? 'window_off' : 'window_unknown');
  return (
    <p className={styles.hint} data-shut={state === 'closed' || state === 'off'}>
      {words}
      {state === 'closed' && chatUrl !== null && (
        <>
          {' '}
          <a href={chatUrl} target="_blank" rel="noreferrer">
            {t('openChat', { name })}
          </a>
        </>
      )}
    </p>
  );
}
