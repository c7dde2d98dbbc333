import { useTranslation } from 'react-i18next';
import type { CustomerRow } from '../../../shared/customer/view.ts';
import { customerViews } from '../../../shared/customer/view.ts';
import { reachList } from '../../components/layout/list-with-detail.tsx';
import { useHotkeys } from '../../lib/browser/use-hotkeys.tsx';
import { useNavigate, useOwnStore } from '../../state/context.tsx';
import type { CustomerPlace } from '../../state/routes/customer-place.ts';
import { hrefToCustomers } from '../../state/routes/customer-place.ts';
import { customerStore } from './customer-store.ts';
import { customersStore } from './customers-store.ts';

export const customersListId = 'customer-list';
export const customersSearchId = 'customer-search';
export const customerPanelId = 'customer-panel';
const focusSearch = (): void => document.getElementById(customersSearchId)?.focus();
export const focusCustomers = (): void => document.getElementById(customersListId)?.focus();

type Props = { readonly place: CustomerPlace; readonly isWide: boolean };

/** The keys of the page, the same as in the inbox. */
export function CustomersKeys({ place, isWide }: Props) {
  const { t } = useTranslation('customers');
  const customers = useOwnStore(customersStore);
  const customer = useOwnStore(customerStore);
  const navigate = useNavigate();
  const scope = t('keysScope');

  const rows = (): readonly (readonly [number, CustomerRow])[] => {
    const now = customers.getState();
    return now.state === 'ready' ? [...now.rows].toSorted(([a], [b]) => a - b) : [];
  };
  const move = (by: number): void => {
    const all = rows();
    const shown = customer.getState();
    const open = shown.state === 'ready' ? shown.customer.row.id : place.customer;
    const at = all.findIndex(([, { id }]) => id === open);
    const next = all[at < 0 ? 0 : Math.min(all.length - 1, Math.max(0, at + by))];
    if (next)
      navigate(hrefToCustomers({ ...place, customer: next[1].id }), { replace: place.customer !== null });
  };
  const close = (): void => navigate(hrefToCustomers({ ...place, customer: null }));
  const back = (): void => {
    if (place.customer !== null) close();
    else if (place.text !== '' || place.view !== 'all')
      navigate(hrefToCustomers({ ...place, text: '', view: 'all' }));
    requestAnimationFrame(focusCustomers);
  };
  const isCovered = !isWide && place.customer !== null;
  const search = (): void => reachList(isCovered, close, focusSearch);
  const showView = (view: CustomerPlace['view']): void => {
    navigate(hrefToCustomers({ ...place, view, ...(isCovered && { customer: null }) }));
    if (isCovered) requestAnimationFrame(focusCustomers);
  };
  const open = (): void => {
    if (place.customer === null) move(0);
    requestAnimationFrame(() => document.getElementById(customerPanelId)?.focus());
  };

  useHotkeys([
    {
      id: 'customers.down',
      keys: ['j', 'arrowdown'],
      scope,
      label: t('keyDown'),
      run: () => move(1),
      repeats: true,
    },
    {
      id: 'customers.up',
      keys: ['k', 'arrowup'],
      scope,
      label: t('keyUp'),
      run: () => move(-1),
      repeats: true,
    },
    { id: 'customers.open', keys: ['enter', 'o'], scope, label: t('keyOpen'), run: open },
    {
      id: 'customers.search',
      keys: ['/'],
      scope,
      label: t('keySearch'),
      run: search,
    },
    { id: 'customers.back', keys: ['escape'], scope, label: t('keyBack'), run: back },
    ...customerViews.map((view, index) => ({
      id: `customers.view.${view}`,
      keys: [String(index + 1)],
      scope,
      label: t('keyView', { view: t(`view_${view}`) }),
      run: () => showView(view),
    })),
  ]);
  return null;
}
