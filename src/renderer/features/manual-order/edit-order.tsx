import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Output } from '../../../shared/contract.ts';
import type { OrderId } from '../../../shared/ids.ts';
import { Page } from '../../components/layout/page.tsx';
import { OrderForm } from '../../components/order-form/order-form.tsx';
import { readManualForm } from '../../components/order-form/read-form.ts';
import type { KeptBase } from '../../components/order-form/saved-form.ts';
import { createKeptForm, editName } from '../../components/order-form/saved-form.ts';
import { valuesOf } from '../../components/order-form/values-of-form.ts';
import { Notice } from '../../components/ui/notice.tsx';
import { Failed } from '../../components/ui/states.tsx';
import type { CallError } from '../../lib/client/client.ts';
import { toCallError } from '../../lib/client/client.ts';
import { useClient } from '../../lib/client/context.tsx';
import { useApp } from '../../state/context.tsx';
import { hrefToInbox } from '../../state/routes/route.ts';
import styles from './changed-meanwhile.module.css';
import { ChangedMeanwhile } from './changed-meanwhile.tsx';
import { PaymentFields } from './payment-fields.tsx';
import { useSavedSince, useSaving } from './use-saving.ts';

type Opened =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly error: CallError }
  | { readonly state: 'ready'; readonly answer: Output<'manual.form'> };

/** The form of a manual order, opened again. A save creates a new version with its author and changes. */
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
  const { number } = answer;
  const { base, setAnew } = useBase(id, answer);
  const { asked, save } = useSaving(id, base);
  const by = useSavedSince(id, base.version);
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
        name={editName(id)}
        title={title}
        changes={id}
        read={readManualForm}
        currency={base.form.currency}
        base={base}
        begin={valuesOf(base.form)}
        anew={valuesOf(answer.form)}
        onAnew={setAnew}
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

/**
 * The base version of the form. Restored input keeps the version it was typed on, so that it is compared with later saves and
 * never overwrites them unseen. After "start over" it is the current version.
 */
function useBase(id: OrderId, { form, version }: FormProps['answer']) {
  const [now] = useState<KeptBase>({ form, version });
  const { mode } = useApp();
  const [kept] = useState(() => createKeptForm(window.localStorage, mode, editName(id)).read()?.base ?? now);
  const [isAnew, setAnew] = useState(false);
  return { base: isAnew ? now : kept, setAnew };
}
