import { Button } from '@mantine/core';
import { IconHandGrab } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useDecide } from '../../../components/order/use-decide.tsx';
import { useMyName } from '../../../components/people/use-my-name.ts';
import type { PanelProps } from '../index.tsx';
import { leavesToPanel } from '../panel-focus.ts';
import { subjectOf } from '../subject-of.ts';
import styles from './related-orders.module.css';

/** Several managers took it on computers that were offline to each other: those who do not have it see who does. */
export function TakenTwice({ shown }: PanelProps) {
  const { t } = useTranslation('relatedOrders');
  const me = useMyName();
  const decide = useDecide();
  const { status, takenBy, alsoTook = [] } = shown;
  const others = alsoTook.filter((name) => name !== takenBy);
  if (others.length === 0) return null;
  const isMine = others.includes(me);
  const has = status === 'new' ? null : takenBy;
  const names = others.join(', ');
  return (
    <section className={styles.twice} role={isMine ? 'alert' : 'status'} aria-label={t('takenTwiceTitle')}>
      <IconHandGrab size={16} aria-hidden />
      <div>
        <p>
          {isMine && t(has === null ? 'takenTwiceMineBack' : 'takenTwiceMine', { name: has ?? '' })}
          {!isMine && t(has === null ? 'takenTwiceBack' : 'takenTwice', { names, name: has ?? '' })}
        </p>
        {isMine && has !== null && !shown.quarantined && !shown.partOf && (
          <div className={styles.acts}>
            <Button
              ref={leavesToPanel}
              size="xs"
              variant="default"
              onClick={() => decide(subjectOf(shown), { kind: 'take' })}
            >
              {t('takenTwiceTake')}
            </Button>
          </div>
        )}
      </div>
    </section>
  );
}
