import { useTranslation } from 'react-i18next';
import { orderIdOf, orderIdSchema } from '../../../shared/ids.ts';
import { Page } from '../../components/layout/page.tsx';
import { OrderForm } from '../../components/order-form/order-form.tsx';
import { readManualForm } from '../../components/order-form/read-form.ts';
import { useForgetMade } from '../../components/order-form/use-forget-made.ts';
import { useClient } from '../../lib/client/context.tsx';
import { useApp, useRoute } from '../../state/context.tsx';
import { hrefToInbox } from '../../state/routes/route.ts';
import { EditOrder } from './edit-order.tsx';
import { PaymentFields } from './payment-fields.tsx';

/** Creates or changes a manual order, then opens it in the inbox. */
export function ManualOrderPage() {
  const { path } = useRoute();
  const { mode } = useApp();
  const edited = path[0] === 'edit' ? orderIdSchema.safeParse(path[1]) : null;
  // a form of another shop stays there
  return edited?.success ? (
    <EditOrder key={`${mode} ${edited.data}`} id={edited.data} />
  ) : (
    <NewOrder key={mode} />
  );
}

const name = 'manual-order';

function NewOrder() {
  const { t } = useTranslation('manualOrder');
  const client = useClient();
  const isKnown = useForgetMade(name, readManualForm, async (key) => {
    const { form } = await client.call('manual.form', { id: orderIdOf('manual', key) });
    return form;
  });
  if (!isKnown) return null;
  return (
    <Page title={t('title')} wide>
      <OrderForm
        name={name}
        title={t('title')}
        read={readManualForm}
        submitLabel={t('create')}
        note={t('afterwards')}
        after={(form) => <PaymentFields form={form} asksShopify />}
        submit={async (form) => {
          const { id } = await client.call('manual.create', form);
          return hrefToInbox({ view: 'all', text: '', order: id });
        }}
      />
    </Page>
  );
}
