import { useTranslation } from 'react-i18next';
import { orderIdSchema } from '../../../shared/ids.ts';
import { useClient } from '../../client/context.tsx';
import { OrderForm } from '../../order-form/order-form.tsx';
import { readManualForm } from '../../order-form/read-form.ts';
import { useRoute } from '../../state/context.tsx';
import { hrefToInbox } from '../../state/route.ts';
import { Page } from '../../ui/page.tsx';
import { EditOrder } from './edit-order.tsx';
import { PaymentFields } from './payment-fields.tsx';

/** An order a manager writes down whole, or changes. It goes where all orders are: the inbox opens on it. */
export function ManualOrderPage() {
  const { path } = useRoute();
  const edited = path[0] === 'edit' ? orderIdSchema.safeParse(path[1]) : null;
  return edited?.success ? <EditOrder key={edited.data} id={edited.data} /> : <NewOrder />;
}

function NewOrder() {
  const { t } = useTranslation('manualOrder');
  const client = useClient();
  return (
    <Page title={t('title')} wide>
      <OrderForm
        name="manual-order"
        title={t('title')}
        read={readManualForm}
        submitLabel={t('create')}
        note={t('afterwards')}
        after={(form) => <PaymentFields form={form} asksShopify />}
        submit={async (form) => {
          const { id } = await client.call('manual.create', form);
          return { next: hrefToInbox({ view: 'new', text: '', order: id }), form: 'forget' };
        }}
      />
    </Page>
  );
}
