import { Button } from '@mantine/core';
import { IconBan } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { isCancelledBeside } from '../../../shared/fold-cancellations.ts';
import { useFormat } from '../../i18n/use-format.tsx';
import { useDecide } from '../../order-parts/use-decide.tsx';
import { useNow } from '../../ui/use-now.tsx';
import type { PanelProps } from './index.tsx';
import styles from './ties.module.css';

type Props = Pick<PanelProps, 'shown'> & { readonly onCancel: () => void };

/** A manager cancelled it while others went on with it, on computers that knew nothing of each other: a manager decides which holds. */
export function CancelledBeside({ shown, onCancel }: Props) {
  const { t } = useTranslation('orderTies');
  const format = useFormat();
  const now = useNow();
  const decide = useDecide();
  const { id, content, status, paymentStatus, takenBy, cancellations = [] } = shown;
  const last = cancellations.at(-1);
  if (!last || !isCancelledBeside(shown) || shown.quarantined || shown.partOf) return null;
  const names = [...new Set(cancellations.map(({ by }) => by))].join(', ');
  return (
    <section className={styles.cancelled} role="alert" aria-label={t('cancelledBesideTitle')}>
      <IconBan size={16} aria-hidden />
      <div>
        <p>{t('cancelledBeside', { names, time: format.time(last.at, now) })}</p>
        <div className={styles.acts}>
          <Button size="xs" color="var(--bad)" variant="light" onClick={onCancel}>
            {t('cancelDo')}
          </Button>
          <Button
            size="xs"
            variant="default"
            onClick={() =>
              void decide(
                { id, number: content.number, status, paymentStatus, takenBy },
                { kind: 'status', status },
              )
            }
          >
            {t('goesOn')}
          </Button>
        </div>
      </div>
    </section>
  );
}
