import { useTranslation } from 'react-i18next';
import type { AlertRules } from '../../../../shared/alert-rules/rules.ts';
import type { NewestOrder, RuleManager } from '../../../../shared/alert-rules/view.ts';
import { useNow } from '../../../lib/browser/use-now.tsx';
import { useSaid } from '../../../lib/i18n/use-main-text.tsx';
import { useApp } from '../../../state/context.tsx';
import styles from './alert-rules.module.css';
import { isWritten, notifiedPeople } from './notified-people.ts';

/** While none has come. */
const anyOrder = {
  id: 'any',
  ruled: {
    source: 'manual',
    needsReview: false,
    total: null,
    products: [],
    isFirstTime: false,
    unpaidHours: null,
  },
};

type Props = {
  readonly bell: AlertRules;
  readonly managers: readonly RuleManager[];
  readonly newest: readonly NewestOrder[];
};

/** Who would be notified of the newest orders now, by the rules on the page, saved or not. */
export function Preview({ bell, managers, newest }: Props) {
  const { t } = useTranslation('alertRules');
  const said = useSaid();
  const now = useNow();
  const { timeZone } = useApp();
  const shown = newest.length > 0 ? newest : [{ ...anyOrder, number: t('anOrder') }];
  return (
    <ul className={styles.preview} aria-live="polite">
      {shown.map(({ id, number, ruled }) => {
        const { rule, steps } = notifiedPeople(
          bell,
          { ...ruled, isFirstTime: () => ruled.isFirstTime },
          managers,
          { timeZone, now },
        );
        const nameWords = (name: string): string => {
          const manager = managers.find((one) => one.name === name);
          return manager && isWritten(manager, rule.ways) ? name : t('rungOnly', { name });
        };
        const words = steps.map(({ names, afterMinutes }) => {
          const all = names.map(nameWords).join(', ');
          return afterMinutes === 0 ? all : t('afterMinutes', { minutes: afterMinutes, names: all });
        });
        return (
          <li key={id}>
            <strong>{number || '—'}</strong> · {said(rule.name)}: {words.join('; ')}
          </li>
        );
      })}
    </ul>
  );
}
