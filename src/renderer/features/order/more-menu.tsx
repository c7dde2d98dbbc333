import { ActionIcon, Kbd, Menu } from '@mantine/core';
import { IconCheck, IconDots, IconPrinter } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrderStatus } from '../../../shared/order.ts';
import { isDone } from '../../../shared/order.ts';
import { useDecide } from '../../components/order/use-decide.tsx';
import { useMyName } from '../../components/people/use-my-name.ts';
import type { Decision, Subject } from '../../state/decisions.ts';
import { backToTaken } from '../../state/decisions.ts';

const ladder: readonly OrderStatus[] = ['new', 'taken', 'preparing', 'ready', 'handed-over'];

type Props = {
  readonly subject: Subject;
  /** Another person edits it. */
  readonly isLocked: boolean;
  readonly hasKeys: boolean;
  readonly onPrint: () => void;
  readonly onCancel: () => void;
  /** Null if no refund can be recorded. */
  readonly onRefund: (() => void) | null;
  /** Null for an order that cannot be made in Shopify, or was already. */
  readonly onCopy: (() => void) | null;
};

/** Every status, the payment, and the other actions. There are no confirmations, because each action can be undone. */
export function MoreMenu({ subject, isLocked, hasKeys, onPrint, onCancel, onRefund, onCopy }: Props) {
  const { t } = useTranslation(['order', 'common', 'relatedOrders', 'tickets']);
  const decide = useDecide();
  const me = useMyName();
  const button = useRef<HTMLButtonElement>(null);
  const { takenBy } = subject;
  const isUnderWay = subject.status !== 'new' && !isDone(subject.status);
  const isColleagues = isUnderWay && takenBy !== null && takenBy !== me;
  const isPaid = subject.paymentStatus === 'paid';
  /** An action without a form returns the focus to the button, because the menu itself does not. */
  const doing = (run: () => void) => () => {
    button.current?.focus();
    run();
  };
  const item = (decision: Decision, words: string, isNow: boolean, color?: string) => (
    <Menu.Item
      key={words}
      disabled={isNow}
      leftSection={isNow ? <IconCheck size={14} /> : <span style={{ width: 14 }} />}
      {...(color !== undefined && { color })}
      onClick={doing(() => decide(subject, decision))}
    >
      {words}
    </Menu.Item>
  );
  const deed = (words: string, run: () => void, color?: string) => (
    <Menu.Item
      leftSection={<span style={{ width: 14 }} />}
      {...(color !== undefined && { color })}
      // one frame later, so that the menu does not take the focus back from the form that opens
      onClick={() => requestAnimationFrame(run)}
    >
      {words}
    </Menu.Item>
  );
  return (
    <Menu position="bottom-start" returnFocus={false}>
      <Menu.Target>
        <ActionIcon
          ref={button}
          variant="default"
          size={30}
          disabled={isLocked}
          aria-label={t('order:moreActions')}
        >
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('order:setStatus')}</Menu.Label>
        {ladder.map((status) =>
          item(
            status === 'taken' ? backToTaken(subject, me) : { kind: 'status', status },
            t(`common:status_${status}`),
            subject.status === status,
          ),
        )}
        {isColleagues && item({ kind: 'take' }, t('relatedOrders:takenTwiceTake'), false)}
        <Menu.Divider />
        <Menu.Label>{t('order:setPayment')}</Menu.Label>
        {isPaid
          ? item({ kind: 'payment', paymentStatus: 'pending' }, t('order:markUnpaid'), false)
          : item({ kind: 'payment', paymentStatus: 'paid' }, t('order:markPaid'), false)}
        {onRefund !== null && deed(t('relatedOrders:refund'), onRefund)}
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconPrinter size={14} />}
          {...(hasKeys && { rightSection: <Kbd size="xs">P</Kbd>, 'aria-keyshortcuts': 'P' })}
          onClick={doing(onPrint)}
        >
          {t('tickets:print')}
        </Menu.Item>
        {onCopy !== null && (
          <Menu.Item leftSection={<span style={{ width: 14 }} />} onClick={doing(onCopy)}>
            {t('relatedOrders:copyMake')}
          </Menu.Item>
        )}
        {subject.status === 'cancelled'
          ? item({ kind: 'status', status: 'new' }, t('order:reopen'), false)
          : deed(`${t('order:cancelOrder')}…`, onCancel, 'var(--bad)')}
      </Menu.Dropdown>
    </Menu>
  );
}
