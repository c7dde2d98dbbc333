import { useTranslation } from 'react-i18next';
import { useClient } from '../../client/context.tsx';
import { OrderForm } from '../../order-form/order-form.tsx';
import { readManualForm } from '../../order-form/read-form.ts';
import { hrefToInbox } from '../../state/route.ts';
import { Page } from '../../ui/page.tsx';
import { PaymentFields } from './payment-fields.tsx';

/** An order a manager writes down whole. It goes where all orders are: the inbox opens on it. */
export function ManualOrderPage() {
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
        after={(form) => <PaymentFields form={form} />}
        submit={async (form) => {
          const { id } = await client.call('manual.create', form);
          return { next: hrefToInbox({ view: 'new', text: '', source: null, order: id }), form: 'forget' };
        }}
      />
    </Page>
  );
}
