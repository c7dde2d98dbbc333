import { useTranslation } from 'react-i18next';
import { useFormat } from '../../components/i18n/use-format.tsx';
import { FarAlong } from '../../components/ui/far-along.tsx';
import styles from './setup.module.css';

type Props = { readonly kind: 'catchUp' | 'restore'; readonly done: number; readonly total: number };

/** The progress of an import: earlier data of the service, or events of other computers. */
export function Progress({ kind, done, total }: Props) {
  const { t } = useTranslation('setup');
  const format = useFormat();
  return (
    <div className={styles.catchUp}>
      <FarAlong
        words={t(kind, { done: format.count(done), total: format.count(total) })}
        done={done}
        total={total}
      />
    </div>
  );
}
