import { Button } from '@mantine/core';
import { IconBan } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Order } from '../../../shared/order.ts';
import { isDone } from '../../../shared/order.ts';
import { SourceMark } from '../../order-parts/source-mark.tsx';
import type { PanelProps } from './index.tsx';
import styles from './ties.module.css';
import { useSame } from './use-same.tsx';

type Props = PanelProps & { readonly onCancel: () => void };

/** @param inIt what stands in the part itself, which is off then */
function wordsOf(standing: Order['standingParts'], inIt: Order['standingParts']) {
  if (!standing) return 'partCancelledWords';
  return inIt ? 'partOfPartStandsWords' : 'partStandsWords';
}

/**
 * Of this order and what was merged into it one was cancelled where it came from: the other one is cancelled too, or is one of
 * its own.
 */
export function CancelledParts({ detail, shown, onCancel }: Props) {
  const { t } = useTranslation('orderTies');
  const same = useSame();
  const standing = shown.standingParts;
  const off = isDone(shown.status) ? [] : shown.cancelledParts?.map(({ id }) => id);
  const ids = new Set(standing ?? off);
  if (!shown.needsReview || ids.size === 0) return null;
  const mine = { id: shown.id, number: shown.content.number };
  return detail.related
    .filter(({ how, order }) => how === 'part' && ids.has(order.id))
    .map(({ order: { id, source, content, standingParts: inIt } }) => (
      <section
        key={id}
        className={styles.cancelled}
        role="alert"
        aria-label={t(standing ? 'partStandsTitle' : 'partCancelledTitle')}
      >
        <IconBan size={16} aria-hidden />
        <div>
          <p>
            <SourceMark source={source} /> {t(wordsOf(standing, inIt), { number: content.number })}
          </p>
          <div className={styles.acts}>
            <Button size="xs" color="var(--bad)" variant="light" onClick={onCancel}>
              {t(standing ? 'partCancelBoth' : 'cancelDo')}
            </Button>
            <Button
              size="xs"
              variant="default"
              onClick={() => void same.takeBack(mine, { id, number: content.number })}
            >
              {t(standing ? 'partStands' : 'partHolds')}
            </Button>
          </div>
        </div>
      </section>
    ));
}
