import { IconAlertTriangle, IconSearch, IconUsers } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { CustomerRow } from '../../../shared/customer/view.ts';
import longList from '../../components/layout/long-list.module.css';
import hidden from '../../components/ui/hidden.module.css';
import { Empty, Failed, useSlow } from '../../components/ui/states.tsx';
import { useSaid } from '../../lib/i18n/use-main-text.tsx';
import { useNavigate, useOwnStore, usePreferences, useStores } from '../../state/context.tsx';
import type { CustomerPlace } from '../../state/routes/customer-place.ts';
import { customerPlaceOf, hrefToCustomers } from '../../state/routes/customer-place.ts';
import { hrefTo } from '../../state/routes/route.ts';
import { CustomerLine, GhostLine } from './customer-line.tsx';
import { customerStore } from './customer-store.ts';
import type { CustomersState } from './customers-store.ts';
import { customersStore } from './customers-store.ts';
import { customersListId } from './keys.tsx';

type Props = { readonly place: CustomerPlace };
type Ready = Extract<CustomersState, { state: 'ready' }>;
const heights = { comfortable: 56, compact: 40 } as const;

export function CustomerList({ place }: Props) {
  const { t } = useTranslation(['customers', 'common']);
  const customers = useOwnStore(customersStore);
  const said = useSaid();
  const now = useStore(customers);
  if (now.state === 'loading') return <Loading />;
  if (now.state === 'failed') {
    return (
      <div className={longList.body}>
        <Failed
          what={t('customers:failed')}
          reason={now.error.message}
          fix={now.error.fix}
          still={t('customers:failedStill')}
          retry={{ label: t('common:retry'), run: () => void customers.refresh() }}
        />
      </div>
    );
  }
  return (
    <>
      {now.error !== null && (
        <p className={longList.troubled} role="alert">
          <IconAlertTriangle size={14} aria-hidden />
          {said(now.error.message)}
        </p>
      )}
      <p className={hidden.hidden} role="status">
        {t('customers:found', { count: now.total })}
      </p>
      {now.total === 0 ? (
        <Nobody place={place} all={now.counts.all} />
      ) : (
        <Lines place={place} listing={now} />
      )}
    </>
  );
}

function Loading() {
  const { t } = useTranslation('common');
  const isSlow = useSlow();
  return (
    <div className={longList.body} role="status" aria-label={t('loading')}>
      {isSlow && Array.from({ length: 8 }, (_, index) => <GhostLine key={index.toString()} />)}
    </div>
  );
}

/** No customers, or no matches: two different sentences. */
function Nobody({ place, all }: Props & { readonly all: number }) {
  const { t } = useTranslation('customers');
  const navigate = useNavigate();
  if (all === 0) {
    return (
      <div className={longList.body}>
        <Empty
          icon={<IconUsers size={28} stroke={1.5} />}
          text={t('empty')}
          hint={t('emptyHint')}
          action={{ label: t('emptyAct'), run: () => navigate(hrefTo('inbox')) }}
        />
      </div>
    );
  }
  return (
    <div className={longList.body}>
      <Empty
        icon={<IconSearch size={28} stroke={1.5} />}
        text={place.text === '' ? t(`empty_${place.view}`) : t('nobodyFound')}
        action={{
          label: t('showAll'),
          run: () => navigate(hrefToCustomers({ ...place, text: '', view: 'all' })),
        }}
      />
    </div>
  );
}

function Lines({ place, listing }: Props & { readonly listing: Ready }) {
  const { t } = useTranslation('customers');
  const { route } = useStores();
  const customers = useOwnStore(customersStore);
  const customer = useOwnStore(customerStore);
  const { density } = usePreferences();
  const navigate = useNavigate();
  const scroller = useRef<HTMLDivElement>(null);
  const height = heights[density];
  const opened = useStore(customer, (now) => (now.state === 'ready' ? now.customer.row.id : null));
  const selected = opened ?? place.customer;
  // oxlint-disable-next-line react/incompatible-library -- no compiler memoises this component
  const list = useVirtualizer({
    count: listing.total,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 8,
  });
  const items = list.getVirtualItems();
  const [from, to] = [items[0]?.index ?? 0, (items.at(-1)?.index ?? 0) + 1];
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows are measured again when their height changes
  useLayoutEffect(() => list.measure(), [list, height]);
  // at every render: visible rows may have been replaced by those of another filter
  useEffect(() => customers.look({ from, to }));
  // another view, search or order scrolls to the top
  const shown = JSON.stringify(listing.listed);
  const before = useRef(shown);
  useLayoutEffect(() => {
    if (before.current === shown) return;
    before.current = shown;
    scroller.current?.scrollTo(0, 0);
  }, [shown]);
  const at = [...listing.rows].find(([, { id }]) => id === selected)?.[0] ?? null;
  // only cursor moves scroll, not rows that shift
  const seen = useRef<string | null>(null);
  useLayoutEffect(() => {
    if (seen.current === selected || at === null) return;
    seen.current = selected;
    list.scrollToIndex(at, { align: 'auto' });
  }, [selected, at, list]);
  // a stable function, so that only changed lines render again
  const open = useCallback(
    ({ id }: CustomerRow): void => {
      const here = customerPlaceOf(route.getState());
      navigate(hrefToCustomers({ ...here, customer: id }), { replace: here.customer !== null });
    },
    [navigate, route],
  );

  return (
    <div className={longList.body}>
      <div
        ref={scroller}
        id={customersListId}
        className={longList.scroller}
        role="listbox"
        aria-label={t('list')}
        aria-activedescendant={at !== null && at >= from && at < to ? `customer-row-${at}` : undefined}
        tabIndex={0}
      >
        <div className={longList.whole} role="presentation" style={{ height: list.getTotalSize() }}>
          {items.map(({ index, start }) => {
            const row = listing.rows.get(index);
            const setting = { position: index, total: listing.total, top: start, height };
            return row === undefined ? (
              <GhostLine key={index} {...setting} />
            ) : (
              <CustomerLine
                key={row.id}
                row={row}
                {...setting}
                density={density}
                isSelected={row.id === selected}
                onOpen={open}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}
