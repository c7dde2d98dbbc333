import { Select } from '@mantine/core';
import { IconArrowsSort } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { customerSorts, customerViews } from '../../../shared/customer/view.ts';
import { useFormat } from '../../components/i18n/use-format.tsx';
import list from '../../components/layout/long-list.module.css';
import { SearchField } from '../../components/ui/search-field.tsx';
import { useNavigate, useOwnStore, useStores } from '../../state/context.tsx';
import type { CustomerPlace } from '../../state/routes/customer-place.ts';
import { customerPlaceOf, hrefToCustomers } from '../../state/routes/customer-place.ts';
import styles from './customers.module.css';
import { customersStore } from './customers-store.ts';
import { customersSearchId, focusCustomers } from './keys.tsx';

const settleMs = 120;

/** The view, sort order and search of the customers. */
export function ListHead({ place }: { readonly place: CustomerPlace }) {
  const { t } = useTranslation('customers');
  const format = useFormat();
  const navigate = useNavigate();
  const counts = useStore(useOwnStore(customersStore), (now) => (now.state === 'ready' ? now.counts : null));
  return (
    <header className={list.head}>
      <nav className={`${list.views} ${styles.views}`} aria-label={t('views')}>
        {customerViews.map((view) => (
          <a
            key={view}
            className={list.view}
            href={hrefToCustomers({ ...place, view, customer: null })}
            aria-current={place.view === view ? 'page' : undefined}
          >
            {t(`view_${view}`)}
            {counts !== null && (
              <span
                className={list.number}
                data-tone={view === 'asked' && counts.asked > 0 ? 'asked' : 'plain'}
              >
                {format.count(counts[view])}
              </span>
            )}
          </a>
        ))}
      </nav>
      <div className={list.line}>
        <Search place={place} />
        <Select
          className={styles.sort ?? ''}
          aria-label={t('sort')}
          leftSection={<IconArrowsSort size={14} aria-hidden />}
          allowDeselect={false}
          comboboxProps={{ width: 180, position: 'bottom-end' }}
          data={customerSorts.map((sort) => ({ value: sort, label: t(`sort_${sort}`) }))}
          value={place.sort}
          onChange={(value) => {
            const sort = customerSorts.find((one) => one === value);
            if (sort) navigate(hrefToCustomers({ ...place, sort }));
          }}
        />
      </div>
    </header>
  );
}

function Search({ place }: { readonly place: CustomerPlace }) {
  const { t } = useTranslation('customers');
  const navigate = useNavigate();
  const { route } = useStores();
  return (
    <SearchField
      id={customersSearchId}
      label={t('search')}
      hint={t('searchHint')}
      clearLabel={t('clearSearch')}
      text={place.text}
      settleMs={settleMs}
      onText={(text) =>
        navigate(hrefToCustomers({ ...customerPlaceOf(route.getState()), text }), { replace: true })
      }
      onLeave={focusCustomers}
    />
  );
}
