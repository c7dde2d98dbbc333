import type { ReactNode } from 'react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrderId } from '../../../shared/ids.ts';
import { wasPaid } from '../../../shared/payment.ts';
import { useHasKeys } from '../../components/order/use-has-keys.ts';
import { usePrint } from '../../components/order/use-print.ts';
import { useAt, useEditor } from '../../components/people/use-presence.ts';
import { useToasts } from '../../components/toasts/toasts.tsx';
import { useHotkeys } from '../../lib/browser/use-hotkeys.tsx';
import { toCallError } from '../../lib/client/client.ts';
import { useClient } from '../../lib/client/context.tsx';
import { useNavigate, useStores } from '../../state/context.tsx';
import { hrefTo } from '../../state/routes/route.ts';
import styles from './action.module.css';
import type { OrderActions } from './actions.ts';
import { CancelForm } from './cancelling/cancel-form.tsx';
import { RefundForm } from './cancelling/refund-form.tsx';
import type { PanelProps } from './index.tsx';
import { focusPanelFrom } from './panel-focus.ts';

type Props = PanelProps & {
  /** False while another order is requested than this one. */
  readonly isActive: boolean;
};

/** The actions that need text or an amount first. Their form is above the order, which stays readable. */
export function useActions({ detail, shown, isActive }: Props): {
  readonly deeds: OrderActions;
  readonly form: ReactNode;
} {
  const { t } = useTranslation(['relatedOrders', 'order', 'tickets', 'palette']);
  const client = useClient();
  const navigate = useNavigate();
  const toasts = useToasts();
  const printAll = usePrint();
  const print = (): void => printAll([id], number);
  const { order } = useStores();
  const [open, setOpen] = useState<{ readonly id: OrderId; readonly form: 'cancel' | 'refund' } | null>(null);
  const { id, status, paymentStatus, takenBy, source, content, partOf, copy, erased } = shown;
  const { number, total } = content;
  // a form closes with its order: reopened, it would take the focus and the next keys
  if (open !== null && open.id !== id) setOpen(null);
  const isLocked = useEditor(id) !== null;
  const hasKeys = useHasKeys();
  const form = open?.id === id ? open.form : null;
  useAt(id, form !== null && isActive ? 'edits' : null);
  const place = useRef<HTMLFieldSetElement>(null);
  const close = (): void => {
    // the answer arrives later, and the user may be typing elsewhere by then
    focusPanelFrom(place.current);
    setOpen(null);
  };
  const isManual = source === 'manual' && partOf === undefined;
  const edit =
    isManual && status !== 'cancelled' && !erased ? hrefTo('manual-order', { path: ['edit', id] }) : null;

  // the result of a request at another computer may never arrive
  const canAskCopy = detail.copy === null || detail.copy.state === 'elsewhere';

  async function makeCopy(): Promise<void> {
    const toast = `copy:${id}`;
    try {
      order.take(await client.call('manual.copy', { id }));
      toasts.done({ id: toast, text: t('relatedOrders:copyAsked', { number }) });
    } catch (thrown) {
      toasts.failed({
        id: toast,
        what: t('relatedOrders:copyFailed', { number }),
        error: toCallError(thrown),
      });
    }
  }

  useHotkeys(
    edit === null || isLocked
      ? []
      : [
          {
            id: 'order.edit',
            keys: ['shift+e'],
            scope: t('order:keysScope'),
            label: t('relatedOrders:keyEdit'),
            run: () => navigate(edit),
          },
        ],
  );

  const key = { scope: t('order:keysScope'), label: t('tickets:keyPrint'), run: print };
  useHotkeys(
    shown.quarantined || !hasKeys
      ? []
      : [
          { ...key, id: 'order.print', keys: ['p'] },
          // else the browser would print the page around it
          { ...key, id: 'order.printTyping', keys: ['mod+p'], whileTyping: true },
        ],
  );

  const subject = { id, number, status, paymentStatus, takenBy };
  const cancel = (): void => setOpen({ id, form: 'cancel' });
  const refund =
    source !== 'shopify' && total !== undefined && wasPaid(paymentStatus) && paymentStatus !== 'refunded'
      ? () => setOpen({ id, form: 'refund' })
      : null;
  const makeInShopify = isManual && canAskCopy && status !== 'cancelled' ? () => void makeCopy() : null;
  // the actions of the order's menu, for the palette
  const isOffered = !isLocked && !shown.quarantined && partOf === undefined;
  const act = (name: 'cancel' | 'refund' | 'copy', label: string, run: (() => void) | null) =>
    run === null || !isOffered
      ? []
      : [
          {
            id: `order.${name}`,
            keys: [],
            scope: t('order:keysScope'),
            label,
            synonyms: t(`palette:synonyms_${name}`),
            run,
          },
        ];
  useHotkeys([
    ...act('cancel', t('order:cancelOrder'), status === 'cancelled' ? null : cancel),
    ...act('refund', t('relatedOrders:refund'), refund),
    ...act('copy', t('relatedOrders:copyMake'), makeInShopify),
  ]);

  return {
    deeds: { print, cancel, refund, copy: makeInShopify, edit },
    form: form !== null && (
      <fieldset ref={place} className={styles.place} disabled={isLocked}>
        {form === 'cancel' ? (
          <CancelForm
            subject={subject}
            isErased={erased === true}
            order={shown}
            copy={copy?.number ?? null}
            onClose={close}
          />
        ) : (
          <RefundForm order={detail.order} onClose={close} />
        )}
      </fieldset>
    ),
  };
}
