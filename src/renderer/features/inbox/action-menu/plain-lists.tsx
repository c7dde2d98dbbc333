import { useTranslation } from 'react-i18next';
import type { PaymentStatus } from '../../../../shared/order.ts';
import { orderStatuses } from '../../../../shared/order.ts';
import type { Known } from '../../../state/inbox/action-menu.ts';
import type { ListProps } from './list-props.ts';
import { Option, Options } from './options.tsx';

const payments: readonly PaymentStatus[] = ['paid', 'pending', 'partially-paid', 'authorized'];

/** The value that all orders share; null if they differ. */
const common = <T,>(known: readonly Known[], of: (order: Known) => T): T | null => {
  const [first, ...others] = known.map(of);
  return first !== undefined && others.every((one) => one === first) ? first : null;
};

export function StatusList({ menu, onDo }: ListProps) {
  const { t } = useTranslation('common');
  const now = common(menu.known, ({ status }) => status);
  return (
    <Options>
      {orderStatuses.map((status, index) => (
        <Option
          key={status}
          words={t(`status_${status}`)}
          isOn={now === status}
          autoFocus={now === null ? index === 0 : now === status}
          onPick={() => onDo({ kind: 'status', status })}
        />
      ))}
    </Options>
  );
}

export function PaymentList({ menu, onDo }: ListProps) {
  const { t } = useTranslation('common');
  const now = common(menu.known, ({ paymentStatus }) => paymentStatus);
  return (
    <Options>
      {payments.map((paymentStatus, index) => (
        <Option
          key={paymentStatus}
          words={t(`payment_${paymentStatus}`)}
          isOn={now === paymentStatus}
          autoFocus={index === 0}
          onPick={() => onDo({ kind: 'payment', paymentStatus })}
        />
      ))}
    </Options>
  );
}
