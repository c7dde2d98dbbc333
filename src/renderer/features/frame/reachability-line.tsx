import { IconAlertTriangle, IconClockExclamation } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { RuleManager } from '../../../shared/alert-rules/view.ts';
import { useFormat } from '../../i18n/use-format.tsx';
import { useStores } from '../../state/context.tsx';
import { useNow } from '../../ui/use-now.tsx';
import styles from './strip.module.css';

/**
 * Warns before an order arrives that Messenger does not reach a first recipient, or soon will not, and no other channel does either.
 */
export function ReachabilityLine() {
  const { t } = useTranslation('frame');
  const format = useFormat();
  const now = useNow();
  const asked = useStore(useStores().bell);
  if (asked.state !== 'ready') return null;
  const { managers, bell } = asked.value;
  const ofOrders = bell.rules.filter(({ on, occasion }) => on && occasion === 'new-order');
  const isReachedElsewhere = ({ channels }: RuleManager): boolean =>
    channels.some(
      ({ way, isOpen }) => way !== 'messenger' && isOpen && ofOrders.every(({ ways }) => ways.includes(way)),
    );
  const onDuty = managers.filter((manager) => manager.onDuty);
  const first = onDuty.length > 0 ? onDuty : managers;
  const onlyThere = first.filter((manager) => !isReachedElsewhere(manager));
  const shut = onlyThere.filter(({ reach }) => reach?.state === 'closed').map(({ name }) => name);
  const closing = onlyThere.filter(({ reach }) => reach?.state === 'closing');
  return (
    <>
      {shut.length > 0 && (
        <span className={styles.bad} title={t('reachShutTip')}>
          <IconAlertTriangle size={14} aria-hidden />
          {t('reachShut', { names: shut.join(', ') })}
        </span>
      )}
      {closing.map(({ name, reach }) => (
        <span key={name} className={styles.missing} title={t('reachShutTip')}>
          <IconClockExclamation size={14} aria-hidden />
          {t('reachClosing', { name, span: format.span((reach?.until ?? now) - now) })}
        </span>
      ))}
    </>
  );
}
