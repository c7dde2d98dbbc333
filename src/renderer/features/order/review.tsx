import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useSaid } from '../../i18n/use-said.tsx';
import type { ShownOrder } from './index.tsx';
import styles from './order.module.css';

/** Why a person has to look, in words; the original lies at the end of the page. */
export function Review({ shown }: { readonly shown: ShownOrder }) {
  const { t } = useTranslation('order');
  const said = useSaid();
  const reasons = shown.content.review ?? [];
  if (!shown.needsReview || reasons.length === 0) return null;
  return (
    <section className={styles.review} aria-label={t('review')}>
      <IconAlertTriangle size={16} aria-hidden />
      <ul>
        {reasons.map(({ code, detail }) => (
          <li key={code}>
            {t(`review_${code}`)}
            {detail !== undefined && <span className={styles.reviewDetail}>{said(detail)}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
