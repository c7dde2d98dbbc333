import { useTranslation } from 'react-i18next';
import type { CustomerMark } from '../../../shared/customer/entries.ts';
import type { CustomerNote } from '../../../shared/customer/fold.ts';
import type { CustomerDetail, CustomerRow, TieBefore, Tied } from '../../../shared/customer/view.ts';
import type { OrderId } from '../../../shared/ids.ts';
import { useWayBack } from '../../components/order/use-way-back.ts';
import { useToasts } from '../../components/toasts/toasts.tsx';
import { saveFile } from '../../lib/browser/save-file.ts';
import { toCallError } from '../../lib/client/client.ts';
import { useClient } from '../../lib/client/context.tsx';
import { useNavigate, useOwnStore, useStores } from '../../state/context.tsx';
import type { CustomerPlace } from '../../state/routes/customer-place.ts';
import { customerPlaceOf, hrefToCustomers } from '../../state/routes/customer-place.ts';
import { customerStore } from './customer-store.ts';
import { customersStore } from './customers-store.ts';

/** Stores main's answer if its customer is still open. */
type Take = (customer: CustomerDetail) => boolean;
export type Named = Pick<CustomerRow, 'id' | 'name'>;

/** The actions on a customer: run at once, confirmed by a toast, and undone with Undo. */
export function useCustomerActs(place: CustomerPlace) {
  const { t } = useTranslation(['customers', 'common']);
  const client = useClient();
  const { route } = useStores();
  const store = useOwnStore(customerStore);
  const customers = useOwnStore(customersStore);
  const wayBack = useWayBack();
  const navigate = useNavigate();
  const toasts = useToasts();

  // the name that their panel and its buttons show
  const nameOf = ({ name }: Named): string => name || t('common:noName');
  const failed = (what: string, thrown: unknown, retry?: () => void): void =>
    toasts.failed({ id: 'customers', what, error: toCallError(thrown), ...(retry && { retry }) });
  const show = (id: OrderId): void =>
    navigate(hrefToCustomers({ ...customerPlaceOf(route.getState()), customer: id }), { replace: true });

  /** Shows what was done, with Undo. */
  function done(text: string, back: () => Promise<CustomerDetail>, take: Take): void {
    const takeBack = (): void => {
      back().then(
        (now) => {
          take(now);
          void customers.refresh();
        },
        (thrown: unknown) => failed(t('common:failed', { what: t('common:undo') }), thrown),
      );
    };
    wayBack({ id: 'customers', text, back: takeBack });
    void customers.refresh();
  }

  async function tie(ask: () => Promise<Tied>, text: string, what: string, id: OrderId): Promise<void> {
    const take = store.taking();
    try {
      const { customer, before } = await ask();
      if (take(customer) && customer.row.id !== place.customer) show(customer.row.id);
      done(text, () => putBack(id, before), take);
    } catch (thrown) {
      failed(what, thrown, () => void tie(ask, text, what, id));
    }
  }
  const putBack = (id: OrderId, before: readonly TieBefore[]): Promise<CustomerDetail> =>
    client.call('customers.putBack', { id, before: [...before] });

  return {
    join: (lead: Named, other: Named): Promise<void> =>
      tie(
        () => client.call('customers.join', { lead: lead.id, other: other.id }),
        t('customers:doneJoined', { name: nameOf(lead), other: nameOf(other) }),
        t('customers:couldNotJoin'),
        lead.id,
      ),
    keepApart: (one: Named, other: Named): Promise<void> =>
      tie(
        () => client.call('customers.keepApart', { one: one.id, other: other.id }),
        t('customers:doneApart', { name: nameOf(one), other: nameOf(other) }),
        t('customers:couldNotSave'),
        one.id,
      ),
    split: (one: Named, part: Named, whole: boolean): Promise<void> =>
      tie(
        () => client.call('customers.part', { id: one.id, part: part.id, whole }),
        t('customers:doneSplit', { name: nameOf(part) }),
        t('customers:couldNotSplit'),
        one.id,
      ),
    async note(id: OrderId, text: string): Promise<boolean> {
      const take = store.taking();
      try {
        const { customer, note } = await client.call('customers.note', { id, text });
        take(customer);
        done(t('customers:doneNote'), () => client.call('customers.withdrawNote', { id, note }), take);
        return true;
      } catch (thrown) {
        failed(t('customers:couldNotSave'), thrown);
        return false;
      }
    },
    async withdrawNote(id: OrderId, { note, about, text }: CustomerNote): Promise<void> {
      const take = store.taking();
      try {
        take(await client.call('customers.withdrawNote', { id, note }));
        done(
          t('customers:doneNoteGone'),
          async () => (await client.call('customers.note', { id, text, about })).customer,
          take,
        );
      } catch (thrown) {
        failed(t('customers:couldNotSave'), thrown);
      }
    },
    async mark(one: Named, mark: CustomerMark, on: boolean, reason?: string): Promise<void> {
      const set = { id: one.id, mark };
      const take = store.taking();
      try {
        const { customer, before } = await client.call('customers.mark', {
          ...set,
          on,
          ...(reason !== undefined && reason !== '' && { reason }),
        });
        take(customer);
        done(
          t(on ? `customers:doneMark_${mark}` : `customers:doneUnmark_${mark}`, { name: nameOf(one) }),
          () => client.call('customers.putMarksBack', { ...set, before: [...before] }),
          take,
        );
      } catch (thrown) {
        failed(t('customers:couldNotSave'), thrown);
      }
    },
    async save(id: OrderId, format: 'json' | 'csv'): Promise<void> {
      try {
        const { fileName, type, text } = await client.call('customers.export', { id, format });
        saveFile(fileName, text, type);
        toasts.done({ id: 'customers', text: t('customers:doneExport', { name: fileName }) });
      } catch (thrown) {
        failed(t('customers:couldNotExport'), thrown);
      }
    },
  };
}
export type CustomerActs = ReturnType<typeof useCustomerActs>;
