import { useTranslation } from 'react-i18next';
import type { CompletenessView } from '../../../shared/completeness.ts';
import { useFormat } from '../../components/i18n/use-format.tsx';
import rows from '../../components/layout/record-list.module.css';
import { useNow } from '../../lib/browser/use-now.tsx';
import { useSaid } from '../../lib/i18n/use-main-text.tsx';
import styles from './completeness.module.css';

/** When each side was last reconciled. */
export function Proven({ proven }: Pick<CompletenessView, 'proven'>) {
  const { t } = useTranslation('completeness');
  const said = useSaid();
  const format = useFormat();
  const now = useNow();
  if (proven.length === 0) return null;
  return (
    <section aria-label={t('proven')}>
      <h2 className={rows.group}>{t('proven')}</h2>
      <dl className={styles.proven}>
        {proven.map(({ what, at, problem }) => (
          <div key={what} className={styles.proof}>
            <dt>{t(`proven_${what}`)}</dt>
            <dd title={at === null ? undefined : format.exactTime(at, now)}>
              {at === null ? t('never') : t('ago', { age: format.span(now - at) })}
              {problem !== null && <span className={styles.problem}>{said(problem)}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
