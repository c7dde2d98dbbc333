import { CloseButton, Kbd, Select, TextInput } from '@mantine/core';
import { IconArrowsSort, IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { customerSorts, customerViews } from '../../../shared/customer/view.ts';
import { useFormat } from '../../i18n/use-format.tsx';
import { useNavigate, useStores } from '../../state/context.tsx';
import type { CustomerPlace } from '../../state/customer-place.ts';
import { customerPlaceOf, hrefToCustomers } from '../../state/customer-place.ts';
import { useTypedText } from '../../ui/use-typed-text.ts';
import styles from './customers.module.css';
import { customersSearchId, focusCustomers } from './keys.tsx';

const settleMs = 120;

/** Which customers, in which order, found by what. */
export function ListHead({ place }: { readonly place: CustomerPlace }) {
  const { t } = useTranslation('customers');
  const format = useFormat();
  const navigate = useNavigate();
  const counts = useStore(useStores().customers, (now) => (now.state === 'ready' ? now.counts : null));
  return (
    <header className={styles.head}>
      <nav className={styles.views} aria-label={t('views')}>
        {customerViews.map((view) => (
          <a
            key={view}
            className={styles.view}
            href={hrefToCustomers({ ...place, view, customer: null })}
            aria-current={place.view === view ? 'page' : undefined}
            data-hot={view === 'asked' && (counts?.asked ?? 0) > 0}
          >
            {t(`view_${view}`)}
            {counts !== null && <span className={styles.number}>{format.count(counts[view])}</span>}
          </a>
        ))}
      </nav>
      <div className={styles.line}>
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
  const [typed, type] = useTypedText(place.text, (text) =>
    navigate(hrefToCustomers({ ...customerPlaceOf(route.getState()), text }), { replace: true }),
  );
  return (
    <TextInput
      id={customersSearchId}
      className={styles.search ?? ''}
      type="search"
      aria-label={t('search')}
      aria-keyshortcuts="/"
      placeholder={t('searchHint')}
      maxLength={200}
      value={typed}
      onChange={(event) => type(event.currentTarget.value, settleMs)}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === 'Escape') {
          event.stopPropagation();
          if (typed !== '') type('', 0);
          else focusCustomers();
        } else if (event.key === 'Enter' || event.key === 'ArrowDown') {
          event.preventDefault();
          event.stopPropagation();
          focusCustomers();
        }
      }}
      leftSection={<IconSearch size={15} aria-hidden />}
      rightSection={
        typed === '' ? (
          <Kbd size="xs" aria-hidden>
            /
          </Kbd>
        ) : (
          <CloseButton
            size="sm"
            aria-label={t('clearSearch')}
            onClick={() => {
              type('', 0);
              document.getElementById(customersSearchId)?.focus(); // the button goes with the text
            }}
          />
        )
      }
    />
  );
}
