import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { Bell } from '../../../shared/bell/rules.ts';
import type { BellManager } from '../../../shared/bell/view.ts';
import { useSaid } from '../../i18n/use-said.tsx';
import { useApp, useStores } from '../../state/context.tsx';
import { useNow } from '../../ui/use-now.tsx';
import styles from './bell.module.css';
import { wouldTell } from './would-tell.ts';

type Props = { readonly bell: Bell; readonly managers: readonly BellManager[] };

/** Who would be told of the newest orders if they came now, by the rules as they stand on the page. */
export function Preview({ bell, managers }: Props) {
  const { t } = useTranslation('bell');
  const said = useSaid();
  const now = useNow();
  const { timeZone } = useApp();
  const listing = useStore(useStores().inbox, (state) => state.listing);
  const rows = listing.state === 'ready' ? [...listing.rows.values()].slice(0, 3) : [];
  const orders = rows.map(({ id, number, source, needsReview, total }) => ({
    id,
    number,
    ruled: { source, needsReview, content: total ? { total } : {} },
  }));
  const shown =
    orders.length > 0
      ? orders
      : [
          {
            id: 'manual',
            number: t('anOrder'),
            ruled: { source: 'manual', needsReview: false, content: {} },
          },
        ];
  return (
    <ul className={styles.preview} aria-live="polite">
      {shown.map(({ id, number, ruled }) => {
        const { rule, steps } = wouldTell(bell, ruled, managers, { timeZone, now });
        const words = steps.map(({ names, afterMinutes }) =>
          afterMinutes === 0
            ? names.join(', ')
            : t('afterMinutes', { minutes: afterMinutes, names: names.join(', ') }),
        );
        return (
          <li key={id}>
            <strong>{number}</strong> · {said(rule.name)}: {words.join('; ')}
          </li>
        );
      })}
    </ul>
  );
}
