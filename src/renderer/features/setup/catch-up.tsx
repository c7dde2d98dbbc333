import { Progress } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ConnectionView } from '../../../shared/views.ts';
import { useFormat } from '../../i18n/use-format.tsx';
import styles from './setup.module.css';

/** How far something long has got. */
export function CatchUp({ done, total }: NonNullable<ConnectionView['progress']>) {
  const { t } = useTranslation('setup');
  const format = useFormat();
  const words = t('catchUp', { done: format.count(done), total: format.count(total) });
  return (
    <div className={styles.catchUp}>
      <p>{words}</p>
      <Progress value={total === 0 ? 100 : (100 * done) / total} size="sm" aria-label={words} />
    </div>
  );
}
