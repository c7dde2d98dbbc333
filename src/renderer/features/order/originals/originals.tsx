import { IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { OrderDetail } from '../../../../shared/views.ts';
import { useFormat } from '../../../components/i18n/use-format.tsx';
import { useNow } from '../../../lib/browser/use-now.tsx';
import { Original } from './original.tsx';
import styles from './originals.module.css';
import type { OriginalView } from './use-original.ts';

type Props = { readonly detail: OrderDetail; readonly original: OriginalView };

/** The source's originals below the order, when there is no room beside it. */
export function Originals({ detail, original: { chosen, isShown, choose } }: Props) {
  const { t } = useTranslation('order');
  const format = useFormat();
  const now = useNow();
  return detail.documents.map((document) => {
    const isOpen = isShown && chosen?.id === document.id;
    return (
      <section key={document.id} className={styles.original} data-open={isOpen}>
        <button
          type="button"
          className={styles.toggle}
          aria-expanded={isOpen}
          onClick={() => choose(isOpen ? null : document)}
        >
          <IconChevronRight size={14} aria-hidden className={styles.chevron} />
          {t(`original_${document.kind}`)}
          <span className={styles.when}>
            {t('originalReceived', { time: format.exactTime(document.receivedAt, now) })}
          </span>
        </button>
        {isOpen && <Original key={document.id} listed={document} />}
      </section>
    );
  });
}
