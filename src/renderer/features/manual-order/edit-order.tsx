import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Output } from '../../../shared/contract.ts';
import type { OrderId } from '../../../shared/ids.ts';
import type { CallError } from '../../client/client.ts';
import { toCallError } from '../../client/client.ts';
import { useClient } from '../../client/context.tsx';
import { OrderForm } from '../../order-form/order-form.tsx';
import { readManualForm } from '../../order-form/read-form.ts';
import { valuesOf } from '../../order-form/values-of-form.ts';
import { hrefToInbox } from '../../state/route.ts';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { Failed } from '../../ui/states.tsx';
import styles from './changed-meanwhile.module.css';
import { ChangedMeanwhile } from './changed-meanwhile.tsx';
import { PaymentFields } from './payment-fields.tsx';
import { useSavedSince, useSaving } from './use-saving.ts';

type Opened =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly error: CallError }
  | { readonly state: 'ready'; readonly answer: Output<'manual.form'> };

/** The form an order was written down by, opened again. What is saved is a new version of it, with who and what. */
export function EditOrder({ id }: { readonly id: OrderId }) {
  const { t } = useTranslation(['manualOrder', 'common']);
  const client = useClient();
  const [opened, setOpened] = useState<Opened>({ state: 'loading' });
  const [round, setRound] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another round asks again
  useEffect(() => {
    let isGone = false;
    client.call('manual.form', { id }).then(
      (answer) => isGone || setOpened({ state: 'ready', answer }),
      (thrown: unknown) => isGone || setOpened({ state: 'failed', error: toCallError(thrown) }),
    );
    return () => {
      isGone = true;
    };
  }, [client, id, round]);

  if (opened.state === 'loading') return null;
  if (opened.state === 'failed') {
    return (
      <Failed
        what={t('manualOrder:formFailed')}
        reason={opened.error.message}
        fix={opened.error.fix}
        retry={{ label: t('common:retry'), run: () => setRound(round + 1) }}
      />
    );
  }
  return <Form key={opened.answer.version} id={id} answer={opened.answer} />;
}

type FormProps = { readonly id: OrderId; readonly answer: Output<'manual.form'> };

function Form({ id, answer }: FormProps) {
  const { t } = useTranslation('manualOrder');
  const { asked, save } = useSaving(id, answer);
  const { form, version, number } = answer;
  const by = useSavedSince(id, version);
  const title = t('editTitle', { number });
  return (
    <Page title={title} wide>
      {asked === null && by !== '' && (
        <div className={styles.since}>
          <Notice tone="warn" role="status">
            {t('savedSince', { name: by })}
          </Notice>
        </div>
      )}
      {asked !== null && <ChangedMeanwhile number={number} changes={asked.changes} onChoose={asked.choose} />}
      <OrderForm
        // kept apart for each version: what was typed onto an older one would undo the newer
        name={`edit.${id}.${version}`}
        title={title}
        changes={id}
        read={readManualForm}
        begin={valuesOf(form)}
        submitLabel={t('save')}
        note={t('editAfterwards')}
        after={(fields) => <PaymentFields form={fields} asksShopify={false} />}
        submit={async (changed) => {
          await save(changed);
          return hrefToInbox({ view: 'open', text: '', order: id });
        }}
      />
    </Page>
  );
}
