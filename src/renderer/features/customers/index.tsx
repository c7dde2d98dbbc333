import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { ListWithDetail } from '../../components/layout/list-with-detail.tsx';
import list from '../../components/layout/long-list.module.css';
import { useListWidth } from '../../components/preferences/use-list-width.ts';
import { Empty } from '../../components/ui/states.tsx';
import { besideWidth, useWidth } from '../../lib/browser/use-width.ts';
import { useNavigate, useOwnStore, useRoute } from '../../state/context.tsx';
import { customerPlaceOf, hrefToCustomers } from '../../state/routes/customer-place.ts';
import { CustomerList } from './customer-list.tsx';
import { CustomerPanel } from './customer-panel.tsx';
import { customerStore } from './customer-store.ts';
import { customersStore } from './customers-store.ts';
import { CustomersKeys, focusCustomers } from './keys.tsx';
import { ListHead } from './list-head.tsx';

/** The customers and the open one: side by side, or one over the other in a narrow window. */
export function CustomersPage() {
  const { t } = useTranslation('customers');
  const customers = useOwnStore(customersStore);
  const customer = useOwnStore(customerStore);
  const navigate = useNavigate();
  const place = customerPlaceOf(useRoute());
  const isWide = useWidth(besideWidth);
  const listWidth = useListWidth();
  const { view, text, sort, customer: open } = place;

  useEffect(() => customers.start(), [customers]);
  useEffect(() => customer.start(), [customer]);
  useEffect(() => void customers.show({ view, text, sort }), [customers, view, text, sort]);
  useEffect(() => {
    if (open === null) customer.close();
    else customer.follow(open);
  }, [customer, open]);

  const close = (): void => {
    navigate(hrefToCustomers({ ...place, customer: null }));
    requestAnimationFrame(focusCustomers); // the button is removed with the panel, and the list can get the focus only then
  };
  return (
    <>
      <CustomersKeys place={place} isWide={isWide} />
      <ListWithDetail
        title={t('title')}
        isWide={isWide}
        isOpen={open !== null}
        onClose={close}
        {...listWidth}
        list={
          <>
            <ListHead place={place} />
            <CustomerList place={place} />
          </>
        }
        detail={open === null ? <NobodyOpen /> : <CustomerPanel place={place} />}
      />
    </>
  );
}

function NobodyOpen() {
  const { t } = useTranslation('customers');
  const hasAny = useStore(useOwnStore(customersStore), (now) => now.state === 'ready' && now.total > 0);
  return (
    <div className={list.nothing}>
      {hasAny && <Empty text={t('nobodyOpen')} hint={t('nobodyOpenHint', { down: 'J', up: 'K' })} />}
    </div>
  );
}
