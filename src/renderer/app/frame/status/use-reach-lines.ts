import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { RuleManager } from '../../../../shared/alert-rules/view.ts';
import { useFormat } from '../../../components/i18n/use-format.tsx';
import { useNow } from '../../../lib/browser/use-now.tsx';
import { useStores } from '../../../state/context.tsx';
import type { StatusLine } from './status-line.ts';

/**
 * Warns before an order arrives that Messenger does not reach a first recipient, or soon will not, and no other channel does either.
 */
export function useReachLines(): readonly StatusLine[] {
  const { t } = useTranslation('frame');
  const format = useFormat();
  const now = useNow();
  const asked = useStore(useStores().bell);
  if (asked.state !== 'ready') return [];
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
  const more = [t('reachShutTip')];
  return [
    ...(shut.length === 0
      ? []
      : [{ key: 'reach', tone: 'bad', text: t('reachShut', { names: shut.join(', ') }), more } as const]),
    ...closing.map(({ name, reach }) => {
      const span = format.span((reach?.until ?? now) - now);
      return { key: `reach:${name}`, tone: 'warn', text: t('reachClosing', { name, span }), more } as const;
    }),
  ];
}
