import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { DraftId } from '../../../shared/ids.ts';
import type { DraftView } from '../../../shared/views.ts';
import { useFormat } from '../../i18n/use-format.tsx';
import { useSaid } from '../../i18n/use-said.tsx';
import { useNavigate, useStores } from '../../state/context.tsx';
import { hrefTo, hrefToInbox } from '../../state/route.ts';
import { Failed } from '../../ui/states.tsx';
import { CopyLink } from './copy-link.tsx';
import { keptFormOf } from './kept-forms.ts';
import styles from './link-panel.module.css';
import { isLinkReady } from './link-steps.ts';
import { StepList } from './step-list.tsx';
import { useDraft } from './use-draft.ts';

type Props = { readonly id: DraftId; readonly person: string };

/** What became of the form: the way to the link, and the link itself once it can be given away. */
export function LinkPanel({ id, person }: Props) {
  const { t } = useTranslation(['customOrder', 'common']);
  const { draft, ask } = useDraft(id);
  useForgetWhenMade(draft.state === 'ready' ? draft.value : null, person);

  if (draft.state === 'loading') return <p role="status">{t('common:loading')}</p>;
  if (draft.state === 'failed') {
    return (
      <Failed
        what={t('unreadable')}
        reason={draft.error.message}
        fix={draft.error.fix}
        retry={{ label: t('common:retry'), run: ask }}
      />
    );
  }
  return <Panel draft={draft.value} person={person} />;
}

function Panel({ draft, person }: { readonly draft: DraftView; readonly person: string }) {
  const { t } = useTranslation('customOrder');
  const format = useFormat();
  const said = useSaid();
  const navigate = useNavigate();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const keptForm = draft.state === 'failed' ? keptFormOf(window.localStorage, draft.id, person) : null;
  const { state, name, title, customerName, total, invoiceUrl, reason, orderId } = draft;

  return (
    <article className={styles.panel}>
      <header className={styles.head}>
        <h2 ref={heading} tabIndex={-1} className={styles.title}>
          {[name, title].filter(Boolean).join(' · ')}
        </h2>
        {total !== null && <span className={styles.total}>{format.money(total)}</span>}
        {customerName !== '' && <p className={styles.who}>{t('forCustomer', { name: customerName })}</p>}
      </header>
      {state === 'failed' ? (
        <div className={styles.failed} role="alert">
          <p>{t('failed', { reason: reason === null ? t('noReason') : said(reason) })}</p>
          {keptForm !== null && (
            <Button
              onClick={() =>
                navigate(hrefTo('custom-order', { params: { person: keptForm.person } }), { replace: true })
              }
            >
              {t('change')}
            </Button>
          )}
        </div>
      ) : state === 'deleted' ? (
        <p className={styles.failed}>{t('deleted')}</p>
      ) : (
        <StepList state={state} />
      )}
      {state === 'creating' && <p className={styles.hint}>{t('creatingHint')}</p>}
      {isLinkReady(state) && invoiceUrl !== null && <CopyLink url={invoiceUrl} heading={heading} />}
      <footer className={styles.foot}>
        {isLinkReady(state) && <OpenChat person={person} />}
        {orderId !== null && (
          <Button component="a" href={hrefToInbox({ view: 'all', text: '', source: null, order: orderId })}>
            {t('openOrder')}
          </Button>
        )}
        <Button component="a" variant="default" href={hrefTo('drafts')}>
          {t('allDrafts')}
        </Button>
      </footer>
    </article>
  );
}

/** The place to paste the link into: the talk it came from. */
function OpenChat({ person }: { readonly person: string }) {
  const { t } = useTranslation('customOrder');
  const people = useStore(useStores().people);
  const known =
    people.state === 'ready' ? people.value.find(({ subscriberId }) => subscriberId === person) : undefined;
  if (!known?.chatUrl) return null;
  return (
    <Button component="a" variant="default" href={known.chatUrl} target="_blank" rel="noreferrer">
      {t('openChat', { name: known.name })}
    </Button>
  );
}

/** The form was kept in case it is needed again; a draft order that is made needs it no more. */
function useForgetWhenMade(draft: DraftView | null, person: string): void {
  const isMade = draft !== null && draft.state !== 'creating' && draft.state !== 'failed';
  const id = draft?.id;
  useEffect(() => {
    if (isMade && id !== undefined) keptFormOf(window.localStorage, id, person)?.kept.clear();
  }, [isMade, id, person]);
}
