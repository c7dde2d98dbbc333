import { Button, Modal } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerDetail, Erased } from '../../../shared/customer/view.ts';
import { forgetFormsOf } from '../../components/customer/forget-erased.ts';
import { CopyButton } from '../../components/ui/copy-button.tsx';
import { Notice } from '../../components/ui/notice.tsx';
import { toCallError } from '../../lib/client/client.ts';
import { useClient } from '../../lib/client/context.tsx';
import { SaidText } from '../../lib/i18n/use-main-text.tsx';
import { useApp, useNavigate, useOwnStore } from '../../state/context.tsx';
import type { CustomerPlace } from '../../state/routes/customer-place.ts';
import { hrefToCustomers } from '../../state/routes/customer-place.ts';
import { customerStore } from './customer-store.ts';
import { customersStore } from './customers-store.ts';
import styles from './panel.module.css';

type Props = {
  readonly customer: CustomerDetail;
  readonly place: CustomerPlace;
  readonly onClose: () => void;
};
type Step =
  | { readonly state: 'asking'; readonly problem: string | null }
  | { readonly state: 'erasing' }
  | { readonly state: 'erased'; readonly erased: Erased };

/**
 * The only action here that cannot be undone: it shows first what is erased and what stays, and the button names the customer.
 */
export function EraseDialog({ customer, place, onClose }: Props) {
  const { t } = useTranslation(['customers', 'common']);
  const client = useClient();
  const { mode } = useApp();
  const customers = useOwnStore(customersStore);
  const store = useOwnStore(customerStore);
  const navigate = useNavigate();
  const [step, setStep] = useState<Step>({ state: 'asking', problem: null });
  const name = customer.row.name || t('common:noName');
  // by its buttons, or by a key that leads elsewhere
  useEffect(() => () => store.hold(false), [store]);

  const leave = (): void => {
    if (step.state === 'erasing') return;
    onClose();
    if (step.state !== 'erased') return;
    navigate(hrefToCustomers({ ...place, customer: null }));
    void customers.refresh();
  };
  const erase = async (): Promise<void> => {
    setStep({ state: 'erasing' });
    store.hold(true);
    try {
      const erased = await client.call('customers.erase', {
        id: customer.row.id,
        orders: customer.row.orders,
      });
      forgetFormsOf(window.localStorage, mode, customer);
      setStep({ state: 'erased', erased });
    } catch (thrown) {
      store.hold(false);
      const { message, fix } = toCallError(thrown);
      setStep({ state: 'asking', problem: [message, fix].filter(Boolean).join('. ') });
    }
  };

  return (
    <Modal
      opened
      onClose={leave}
      title={step.state === 'erased' ? t('customers:erasedTitle') : t('customers:eraseTitle', { name })}
      size="lg"
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      {step.state === 'erased' ? (
        <Gone erased={step.erased} onClose={leave} />
      ) : (
        <>
          <h3 className={styles.title}>{t('customers:eraseGoes')}</h3>
          <ul className={styles.points}>
            <li>{t('customers:eraseGoesOrders', { count: customer.row.orders })}</li>
            <li>{t('customers:eraseGoesMails')}</li>
            <li>{t('customers:eraseGoesElse')}</li>
            <li>{t('customers:eraseGoesChat')}</li>
          </ul>
          <h3 className={styles.title}>{t('customers:eraseStays')}</h3>
          <ul className={styles.points}>
            <li>{t('customers:eraseStaysOrders')}</li>
            <li>{t('customers:eraseStaysTalk')}</li>
            <li>{t('customers:eraseStaysBigQuery')}</li>
            <li>{t('customers:eraseStaysElsewhere')}</li>
          </ul>
          {customer.open > 0 && (
            <Notice tone="warn">{t('customers:eraseOpen', { count: customer.open })}</Notice>
          )}
          {step.state === 'asking' && step.problem !== null && (
            <Notice tone="bad" role="alert">
              <SaidText text={step.problem} />
            </Notice>
          )}
          <div className={styles.dialogActs}>
            <Button variant="default" data-autofocus disabled={step.state === 'erasing'} onClick={leave}>
              {t('common:cancel')}
            </Button>
            <Button
              color="var(--bad)"
              disabled={customer.open > 0}
              loading={step.state === 'erasing'}
              onClick={() => void erase()}
            >
              {t('customers:eraseDo', { name })}
            </Button>
          </div>
        </>
      )}
    </Modal>
  );
}

/** The result, and what only the owner of the BigQuery project can do. */
function Gone({ erased, onClose }: { readonly erased: Erased; readonly onClose: () => void }) {
  const { t } = useTranslation(['customers', 'common']);
  return (
    <>
      <p>{t('customers:erasedText', { count: erased.orders })}</p>
      {!erased.purged && <Notice tone="warn">{t('customers:erasedLater')}</Notice>}
      {erased.sql !== null && (
        <p className={styles.hint}>
          {t('customers:erasedBigQuery')}{' '}
          <CopyButton value={erased.sql} what={t('customers:erasedStatement')} />
        </p>
      )}
      <div className={styles.dialogActs}>
        <Button data-autofocus onClick={onClose}>
          {t('common:close')}
        </Button>
      </div>
    </>
  );
}
