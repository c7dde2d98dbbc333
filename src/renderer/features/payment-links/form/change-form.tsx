import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isReserved, isToBePaid } from '../../../../shared/draft.ts';
import type { DraftId } from '../../../../shared/ids.ts';
import { draftIdSchema } from '../../../../shared/ids.ts';
import { placeOfDraft } from '../../../../shared/presence.ts';
import { formTotals } from '../../../../shared/totals.ts';
import { linkChangeName } from '../../../components/customer/forget-erased.ts';
import { useFormat } from '../../../components/i18n/use-format.tsx';
import { OrderForm } from '../../../components/order-form/order-form.tsx';
import { readDraftForm } from '../../../components/order-form/read-form.ts';
import { valuesOfForm } from '../../../components/order-form/values-of-form.ts';
import { Notice } from '../../../components/ui/notice.tsx';
import { Failed } from '../../../components/ui/states.tsx';
import { useNow } from '../../../lib/browser/use-now.tsx';
import { useClient } from '../../../lib/client/context.tsx';
import { hrefTo } from '../../../state/routes/route.ts';
import { useDraft } from './use-draft.ts';

type Props = {
  readonly id: DraftId;
  /** False corrects a refused form; true creates another draft order and deletes the one whose link was sent. */
  readonly replaces: boolean;
};

/** The form of a draft order again, with its values. */
export function ChangeForm({ id, replaces }: Props) {
  const { t } = useTranslation(['customOrder', 'common', 'drafts']);
  const client = useClient();
  const format = useFormat();
  const now = useNow();
  const { detail, ask } = useDraft(id);
  const [isSubmitting, setSubmitting] = useState(false);
  if (detail.state === 'loading') return <p role="status">{t('common:loading')}</p>;
  if (detail.state === 'failed') {
    const retry = { label: t('common:retry'), run: ask };
    return (
      <Failed what={t('unreadable')} reason={detail.error.message} fix={detail.error.fix} retry={retry} />
    );
  }
  const { draft, form } = detail.value;
  const name = draft.name || draft.title;
  if (form === null) return <Notice tone="warn">{t('formNotHere', { name: draft.madeBy })}</Notice>;
  const canChange = replaces ? isToBePaid(draft) : draft.state === 'failed';
  // while it is submitted, events of its own draft order arrive before the answer, and must not end the form
  const ended = !canChange && !isSubmitting && (
    <>
      {t('notChanged', { name })} <a href={hrefTo('custom-order', { params: { draft: id } })}>{name}</a>
    </>
  );
  const key = replaces ? crypto.randomUUID() : form.key;
  const isFailed = (made: string): Promise<boolean> =>
    client.call('drafts.get', { id: draftIdSchema.parse(made) }).then(
      (now) => now.draft.state === 'failed',
      () => false, // nothing was created, or it is unknown: the error itself is shown
    );
  return (
    <>
      {replaces && !ended && <Notice tone="plain">{t('changeHint', { name })}</Notice>}
      {replaces && !ended && draft.changesThere !== undefined && draft.total !== null && (
        <Notice tone="warn" role="status">
          {t('changedThere', {
            name,
            there: format.money(draft.total),
            here: format.money(formTotals(form).total),
          })}
        </Notice>
      )}
      <OrderForm
        name={linkChangeName(id, replaces)}
        title={t('title')}
        changes={placeOfDraft(id)}
        {...(ended && { ended })}
        read={readDraftForm}
        submitLabel={replaces ? t('changeSubmit', { name }) : t('create')}
        note={t('afterwards')}
        byLink
        {...(replaces && isReserved(draft, now) && { reserved: draft.variants })}
        {...(replaces && { currency: form.currency })} // a refused form may have been refused for its currency
        begin={valuesOfForm(form, key)}
        submit={async (changed) => {
          setSubmitting(true);
          try {
            const made = replaces
              ? await client.call('drafts.replace', { id, form: changed })
              : await client.call('drafts.create', changed);
            return hrefTo('custom-order', { params: { draft: made.id } });
          } catch (error) {
            // refused after the old link was withdrawn: the new draft order has the reason, and the form
            if (replaces && (await isFailed(changed.key))) {
              return hrefTo('custom-order', { params: { draft: changed.key } });
            }
            setSubmitting(false);
            throw error;
          }
        }}
      />
    </>
  );
}
