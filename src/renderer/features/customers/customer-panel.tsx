import type { ReactNode } from 'react';
import { useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { CustomerDetail } from '../../../shared/customer/view.ts';
import { Failed } from '../../components/ui/states.tsx';
import { useOwnStore } from '../../state/context.tsx';
import type { CustomerPlace } from '../../state/routes/customer-place.ts';
import { Contacts } from './contacts.tsx';
import { CustomerHead } from './customer-head.tsx';
import { CustomerOrders } from './customer-orders.tsx';
import { customerStore } from './customer-store.ts';
import { customerPanelId } from './keys.tsx';
import { Merged } from './merged.tsx';
import { Notes } from './notes.tsx';
import styles from './panel.module.css';
import { Questions } from './questions.tsx';
import { useCustomerActs } from './use-customer-acts.ts';

/** One customer: name, totals, favourites, notes and all orders. */
export function CustomerPanel({ place }: { readonly place: CustomerPlace }) {
  const { t } = useTranslation(['customers', 'common']);
  const store = useOwnStore(customerStore);
  const open = useStore(store);
  // the previous customer stays while the next one loads, and cannot be acted on
  const customer = open.state === 'ready' ? open.customer : open.state === 'loading' ? open.before : null;
  const isCurrent = open.state === 'ready';
  return (
    <Frame isActive={isCurrent || customer === null} isBusy={open.state === 'loading'} customer={customer}>
      {open.state === 'failed' && (
        <Failed
          what={open.error.kind === 'not-found' ? t('customers:notFound') : t('customers:failedOne')}
          reason={open.error.message}
          fix={open.error.fix}
          retry={{ label: t('common:retry'), run: store.again }}
        />
      )}
      {customer !== null && <Person key={customer.row.id} customer={customer} place={place} />}
    </Frame>
  );
}

type FrameProps = {
  readonly isActive: boolean;
  readonly isBusy: boolean;
  readonly customer: CustomerDetail | null;
  readonly children: ReactNode;
};

function Frame({ isActive, isBusy, customer, children }: FrameProps) {
  const { t } = useTranslation(['customers', 'common']);
  const frame = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const { current } = frame;
    if (!isActive && current?.contains(document.activeElement)) current.focus(); // else it falls out of what gets inert
  }, [isActive]);
  return (
    <article
      ref={frame}
      id={customerPanelId}
      className={styles.panel}
      tabIndex={-1}
      aria-busy={isBusy}
      aria-label={
        customer === null
          ? t('customers:one')
          : t('customers:oneNamed', { name: customer.row.name || t('common:noName') })
      }
    >
      <div className={styles.content} inert={!isActive}>
        {children}
      </div>
    </article>
  );
}

function Person({ customer, place }: { readonly customer: CustomerDetail; readonly place: CustomerPlace }) {
  const { t } = useTranslation('customers');
  const acts = useCustomerActs(place);
  return (
    <>
      <CustomerHead customer={customer} acts={acts} place={place} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div className={styles.body} tabIndex={0}>
        <Questions customer={customer} acts={acts} />
        <div className={styles.sides}>
          <div>
            <CustomerOrders customer={customer} />
          </div>
          <div>
            <Notes customer={customer} acts={acts} />
            <section className={styles.section} aria-label={t('contacts')}>
              <h3 className={styles.title}>{t('contacts')}</h3>
              <Contacts customer={customer} />
            </section>
            <Merged customer={customer} acts={acts} />
          </div>
        </div>
      </div>
    </>
  );
}
