import { CloseButton, NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { OrderDetail } from '../../../../shared/views.ts';
import { useFormat } from '../../../components/i18n/use-format.tsx';
import { useNow } from '../../../lib/browser/use-now.tsx';
import { Original } from './original.tsx';
import styles from './originals.module.css';
import type { OriginalView } from './use-original.ts';

type Props = { readonly detail: OrderDetail; readonly original: OriginalView };

/** The source's original beside the parsed order. */
export function OriginalPane({ detail: { documents }, original: { chosen, choose, toggle } }: Props) {
  const { t } = useTranslation('order');
  const format = useFormat();
  const now = useNow();
  if (chosen === null) return null;
  const words = ({ kind, receivedAt }: OrderDetail['documents'][number]): string =>
    `${t(`original_${kind}`)}, ${format.exactTime(receivedAt, now)}`;
  return (
    <section className={styles.pane} aria-label={t('original')}>
      <header className={styles.paneHead}>
        {documents.length > 1 ? (
          <NativeSelect
            size="xs"
            aria-label={t('originalWhich')}
            value={chosen.id}
            data={documents.map((document) => ({ value: document.id, label: words(document) }))}
            onChange={({ currentTarget: { value } }) =>
              choose(documents.find(({ id }) => id === value) ?? null)
            }
          />
        ) : (
          <h3 className={styles.paneTitle}>
            {t(`original_${chosen.kind}`)}
            <span className={styles.when}>
              {t('originalReceived', { time: format.exactTime(chosen.receivedAt, now) })}
            </span>
          </h3>
        )}
        <CloseButton size={24} iconSize={16} aria-label={t('originalHide')} onClick={toggle} />
      </header>
      <Original key={chosen.id} listed={chosen} fill />
    </section>
  );
}
