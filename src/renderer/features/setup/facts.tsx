import type { ConnectionView } from '../../../shared/views.ts';
import { useSaid } from '../../lib/i18n/use-main-text.tsx';
import styles from './setup.module.css';

/** The known facts about the account. */
export function Facts({ facts }: Pick<ConnectionView, 'facts'>) {
  const said = useSaid();
  if (facts.length === 0) return null;
  return (
    <dl className={styles.facts}>
      {facts.map(({ label, value }) => (
        <div key={label}>
          <dt>{said(label)}</dt>
          <dd>{said(value)}</dd>
        </div>
      ))}
    </dl>
  );
}
