import { Button, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { erasedWords } from '../../../../shared/customer/erase.ts';
import { sumOf } from '../../../../shared/fold-parts.ts';
import { subtractMoney, typedMoney, zero } from '../../../../shared/money.ts';
import type { Order, Refund } from '../../../../shared/order.ts';
import { greatest } from '../../../../shared/payment.ts';
import { useFormat } from '../../../components/i18n/use-format.tsx';
import { useWayBack } from '../../../components/order/use-way-back.ts';
import { amountText, plainAmount } from '../../../components/order-form/amount-text.ts';
import { useToasts } from '../../../components/toasts/toasts.tsx';
import { onEscape } from '../../../lib/browser/on-escape.ts';
import type { CallError } from '../../../lib/client/client.ts';
import { toCallError } from '../../../lib/client/client.ts';
import { useClient } from '../../../lib/client/context.tsx';
import { useSaid } from '../../../lib/i18n/use-main-text.tsx';
import { useStores } from '../../../state/context.tsx';
import { useWorking } from '../../../state/use-working.ts';
import styles from '../action.module.css';

type Refusal = { readonly field: 'amount' | 'reason' | null; readonly message: string };

/** Records a refund: the amount, at most what was paid, and the reason. */
export function RefundForm({
  order: mine,
  onClose,
}: {
  readonly order: Order;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('relatedOrders');
  const client = useClient();
  const format = useFormat();
  const said = useSaid();
  const toasts = useToasts();
  const { order } = useStores();
  const wayBack = useWayBack();
  // idempotency key: one form is one refund, however often it is sent
  const [key, setKey] = useState(() => crypto.randomUUID());
  const { total, number } = { ...mine.content, total: mine.content.total ?? zero('UAH') };
  const back = greatest([
    sumOf(mine.refunds ?? [], total.currency) ?? zero(total.currency),
    mine.content.refunded,
  ]);
  const left = subtractMoney(total, back ?? zero(total.currency));
  const [amount, setAmount] = useState(() => amountText(left, format.locale));
  // no reason would be stored
  const isErased = mine.erased === true;
  const [reason, setReason] = useState(isErased ? erasedWords : '');
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isSaving, setSaving] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.select(), []);
  useWorking(reason.trim() !== '' || isSaving);

  const plain = plainAmount(amount.trim(), total.currency, format.locale);

  /** @returns the refund stored under this key, which is the first one sent; null if it was undone since */
  async function note(by: string): Promise<Refund | null> {
    const input = { id: mine.id, key: by, amount: plain, reason: reason.trim() };
    const detail = await client.call('orders.noteRefund', input);
    order.take(detail);
    return detail.order.refunds?.find(({ id }) => id === by) ?? null;
  }

  async function save(): Promise<void> {
    if (isSaving) return;
    if (reason.trim() === '') {
      setRefusal({ field: 'reason', message: t('needReason') });
      return;
    }
    setSaving(true);
    const id = `refund:${key}`;
    try {
      let refund = key;
      let kept = await note(refund);
      if (kept === null) {
        // the answer to the first request was lost and that refund was undone: this is a new one
        refund = crypto.randomUUID();
        setKey(refund);
        kept = await note(refund);
      }
      const wanted = typedMoney(plain, total.currency);
      if (kept !== null && kept.amount.minor !== wanted.minor) {
        refuse({ message: t('refundKept', { amount: format.money(kept.amount) }), field: 'amount' });
        return;
      }
      if (kept !== null && !isErased && kept.reason !== reason.trim()) {
        refuse({ message: t('refundKeptReason', { reason: kept.reason }), field: 'reason' });
        return;
      }
      const takeBack = (): void => {
        client
          .call('orders.withdrawRefund', { id: mine.id, refund })
          .then(order.take, (thrown: unknown) =>
            toasts.failed({ id, what: t('refundUndo'), error: toCallError(thrown) }),
          );
      };
      wayBack({ id, text: t('refundNoted', { number, amount: format.money(wanted) }), back: takeBack });
      if (form.current !== null) onClose(); // else another order is on screen by now
    } catch (thrown) {
      refuse(toCallError(thrown));
    }
  }

  function refuse(error: Pick<CallError, 'message'> & Partial<CallError>): void {
    if (form.current === null) {
      toasts.failed({ id: `refund:${key}`, what: t('refundFailed', { number }), error });
      return;
    }
    const at = error.field === 'amount' || error.field === 'reason' ? error.field : null;
    const message = [error.message, error.fix ?? ''].filter(Boolean).map(said).join('. ');
    setRefusal({ field: at, message });
    setSaving(false);
  }
  /** An error is removed when its field changes. */
  const forgive = (at: 'amount' | 'reason'): void => {
    if (refusal?.field === at) setRefusal(null);
  };
  const errorAt = (at: 'amount' | 'reason') => (refusal?.field === at ? refusal.message : undefined);

  return (
    <form
      ref={form}
      className={styles.deed}
      aria-label={t('refundTitle')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onKeyDown={onEscape(onClose)}
    >
      <TextInput
        ref={field}
        className={styles.amount ?? ''}
        label={t('refundAmount')}
        description={t('refundLeft', { amount: format.money(left) })}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        inputMode="decimal"
        autoComplete="off"
        value={amount}
        error={errorAt('amount')}
        onChange={(event) => {
          setAmount(event.currentTarget.value);
          forgive('amount');
        }}
      />
      {!isErased && (
        <TextInput
          className={styles.wide ?? ''}
          label={t('refundReason')}
          maxLength={500}
          autoComplete="off"
          value={reason}
          error={errorAt('reason')}
          onChange={(event) => {
            setReason(event.currentTarget.value);
            forgive('reason');
          }}
        />
      )}
      <Button type="submit" loading={isSaving}>
        {t('refundDo')}
      </Button>
      {isErased && <p className={styles.also}>{t('noReason')}</p>}
      {refusal !== null && refusal.field === null && (
        <p className={styles.refused} role="alert">
          {refusal.message}
        </p>
      )}
    </form>
  );
}
