import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useFormat } from '../../components/i18n/use-format.tsx';
import { FarAlong } from '../../components/ui/far-along.tsx';
import { useStores } from '../../state/context.tsx';
import styles from './inbox.module.css';

/** Remote events are still being imported: the list is incomplete. */
export function Restoring() {
  const { t } = useTranslation('inbox');
  const format = useFormat();
  const restore = useStore(useStores().connections, (connections) =>
    connections.state === 'ready'
      ? connections.value.find(({ name }) => name === 'bigquery')?.restore
      : undefined,
  );
  if (!restore) return null;
  const words = t('restoring', { done: format.count(restore.done), total: format.count(restore.total) });
  return (
    <div className={styles.restoring}>
      <FarAlong words={words} {...restore} />
    </div>
  );
}
