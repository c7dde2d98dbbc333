import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { draftIdSchema, subscriberIdSchema } from '../../../../shared/ids.ts';
import type { PersonView } from '../../../../shared/views.ts';
import { linkName } from '../../../components/customer/forget-erased.ts';
import { useFormat } from '../../../components/i18n/use-format.tsx';
import { Page } from '../../../components/layout/page.tsx';
import { OrderForm } from '../../../components/order-form/order-form.tsx';
import { readDraftForm } from '../../../components/order-form/read-form.ts';
import { useCurrency } from '../../../components/order-form/totals/currency.ts';
import { useForgetMade } from '../../../components/order-form/use-forget-made.ts';
import type { OrderFormApi } from '../../../components/order-form/use-order-form.tsx';
import { useClient } from '../../../lib/client/context.tsx';
import { useApp, useNavigate, useRoute, useStores } from '../../../state/context.tsx';
import { hrefTo } from '../../../state/routes/route.ts';
import { ChangeForm } from './change-form.tsx';
import { LinkPanel } from './link-panel.tsx';
import { RequestedProducts } from './requested-products.tsx';
import type { Asked } from './use-requested-lines.ts';
import { useAskedLines } from './use-requested-lines.ts';

/** An order that the customer completes and pays by link: the form, then the link. A reload restores both. */
export function CustomOrderPage() {
  const { mode } = useApp();
  return <FormOrLink key={mode} />; // a form of another shop stays there
}

function FormOrLink() {
  const { t } = useTranslation('customOrder');
  const { person = '', draft = '', replaces = '', again = '' } = useRoute().params;
  const navigate = useNavigate();
  const people = useStore(useStores().people);
  const id = draftIdSchema.safeParse(draft);

  if (id.success) {
    return (
      <Page
        title={t('title')}
        wide
        actions={
          <Button variant="default" onClick={() => navigate(hrefTo('custom-order'))}>
            {t('another')}
          </Button>
        }
      >
        <LinkPanel key={id.data} id={id.data} />
      </Page>
    );
  }
  const changed = draftIdSchema.safeParse(replaces || again);
  if (changed.success) {
    return (
      <Page title={t('title')} wide>
        <ChangeForm key={changed.data} id={changed.data} replaces={replaces !== ''} />
      </Page>
    );
  }
  // a form for a person begins with their name, so it waits until the contacts are loaded
  const isWaiting = person !== '' && people.state === 'loading';
  const list = people.state === 'ready' ? people.value : [];
  return (
    <Page title={t('title')} wide>
      {!isWaiting && <FormForPerson key={person} person={person} people={list} />}
    </Page>
  );
}

type FormProps = { readonly person: string; readonly people: readonly PersonView[] };

/** The form begins with the requested products, so that an untouched form is not stored. */
function FormForPerson({ person, people }: FormProps) {
  const { locale } = useFormat();
  const known = people.find(({ subscriberId }) => subscriberId === person);
  const currency = useCurrency();
  const asked = useAskedLines(known?.wants ?? [], { locale, currency });
  return asked && <DraftForm person={person} people={people} asked={asked} />;
}

function DraftForm({ person, people, asked }: FormProps & { readonly asked: Asked }) {
  const { t } = useTranslation('customOrder');
  const client = useClient();
  const known = people.find(({ subscriberId }) => subscriberId === person);
  const subscriber = subscriberIdSchema.safeParse(person);
  const name = linkName(person);
  const isKnown = useForgetMade(name, readDraftForm, async (key) => {
    const { draft, form } = await client.call('drafts.get', { id: draftIdSchema.parse(key) });
    return draft.state === 'failed' ? null : form; // a form that Shopify refused can still be corrected
  });
  if (!isKnown) return null;
  return (
    <OrderForm
      name={name}
      title={t('title')}
      read={readDraftForm}
      submitLabel={t('create')}
      note={t('afterwards')}
      byLink
      // the chat stays known, even if the list of contacts could not be loaded
      {...(subscriber.success && {
        begin: {
          subscriberId: subscriber.data,
          customer: { name: known?.name ?? '', phone: '', email: '' },
          items: [...asked.lines],
        },
        before: (form: OrderFormApi) => <RequestedProducts form={form} asked={asked} />,
      })}
      submit={async (form) => {
        const draft = await client.call('drafts.create', form);
        return hrefTo('custom-order', { params: { draft: draft.id } }); // main stores the form for later
      }}
    />
  );
}
