import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { isOrderedUnpaid, isToBePaid } from '../../../../shared/draft.ts';
import type { DraftId } from '../../../../shared/ids.ts';
import { placeOfDraft } from '../../../../shared/presence.ts';
import type { DraftDetail } from '../../../../shared/views.ts';
import { useFormat } from '../../../components/i18n/use-format.tsx';
import { EditingBar } from '../../../components/people/editing-bar.tsx';
import { LookingHere } from '../../../components/people/people-here.tsx';
import { useAt } from '../../../components/people/use-presence.ts';
import { Notice } from '../../../components/ui/notice.tsx';
import { Failed } from '../../../components/ui/states.tsx';
import { useSaid } from '../../../lib/i18n/use-main-text.tsx';
import { useNavigate } from '../../../state/context.tsx';
import { hrefTo, hrefToInbox } from '../../../state/routes/route.ts';
import { DraftMark } from '../draft-mark.tsx';
import { DraftMenu } from '../draft-menu.tsx';
import { DraftTimeline } from './draft-timeline.tsx';
import { GiveLink } from './give-link.tsx';
import styles from './link-panel.module.css';
import { SendBox } from './send-box.tsx';
import { StepList } from './step-list.tsx';
import { useDraft } from './use-draft.ts';
import { WorkNotice } from './work-notice.tsx';

type Props = { readonly id: DraftId };

/** The state of a draft order: the steps to the link, the link when it is ready, and the result of its sends. */
export function LinkPanel({ id }: Props) {
  const { t } = useTranslation(['customOrder', 'common', 'drafts']);
  const said = useSaid();
  const { detail, ask, take } = useDraft(id);
  useAt(placeOfDraft(id), 'looks');

  if (detail.state === 'loading') return <p role="status">{t('common:loading')}</p>;
  if (detail.state === 'failed') {
    return (
      <Failed
        what={t('unreadable')}
        reason={detail.error.message}
        fix={detail.error.fix}
        retry={{ label: t('common:retry'), run: ask }}
      />
    );
  }
  const retry = (
    <Button variant="default" size="compact-sm" onClick={ask}>
      {t('common:retry')}
    </Button>
  );
  return (
    <>
      {detail.error !== null && (
        <Notice tone="warn" role="status" action={retry}>
          {t('drafts:stale', { message: said(detail.error.message) })}
        </Notice>
      )}
      <Panel detail={detail.value} onNow={take} />
    </>
  );
}

type PanelProps = { readonly detail: DraftDetail; readonly onNow: (now: DraftDetail) => void };

function Panel({ detail, onNow }: PanelProps) {
  const { t } = useTranslation(['customOrder', 'drafts']);
  const format = useFormat();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { draft, timeline } = detail;
  const { state, name, title, customerName, total, invoiceUrl, orderId, madeBy, lacking, work } = draft;
  const canSend = isToBePaid(draft) && invoiceUrl !== null && draft.closing?.reason !== null;
  const made = madeBy === '' ? '' : t('drafts:madeBy', { name: madeBy });

  return (
    <div className={styles.columns}>
      <article className={styles.panel}>
        <header className={styles.head}>
          <h2 ref={heading} tabIndex={-1} className={styles.title}>
            {[name, title].filter(Boolean).join(' · ')}
          </h2>
          {total !== null && <span className={styles.total}>{format.money(total)}</span>}
          <p className={styles.who}>
            <DraftMark draft={draft} />
            <span>
              {[customerName === '' ? '' : t('forCustomer', { name: customerName }), made]
                .filter(Boolean)
                .join(' · ')}
            </span>
            <OtherDraft detail={detail} />
          </p>
          <LookingHere order={placeOfDraft(draft.id)} />
        </header>
        <EditingBar order={placeOfDraft(draft.id)} apart />
        <Fate detail={detail} />
        {work !== null && <WorkNotice id={draft.id} work={work} />}
        {lacking.length > 0 && (
          <Notice tone="warn">{t('drafts:lacking', { titles: lacking.join(', ') })}</Notice>
        )}
        {canSend && <SendBox detail={detail} heading={heading} />}
        {canSend && <GiveLink id={draft.id} url={invoiceUrl} />}
        {state === 'sent' && orderId === null && <p className={styles.hint}>{t('openedHint')}</p>}
        <footer className={styles.foot}>
          {draft.orderIds.map((order, index) => (
            <Button
              key={order}
              component="a"
              variant={index === 0 ? 'filled' : 'default'}
              href={hrefToInbox({ view: 'all', text: '', order })}
            >
              {index === 0 ? t('openOrder') : t('openOtherOrder')}
            </Button>
          ))}
          <Button component="a" variant="default" href={hrefTo('payment-links')}>
            {t('allDrafts')}
          </Button>
          <DraftMenu draft={draft} chatUrl={detail.person?.chatUrl ?? null} onNow={onNow} />
        </footer>
      </article>
      <aside className={styles.aside}>
        <DraftTimeline entries={timeline} />
      </aside>
    </div>
  );
}

/** The progress of the link, or how it ended. */
function Fate({ detail: { draft, form } }: { readonly detail: DraftDetail }) {
  const { t } = useTranslation(['customOrder', 'drafts']);
  const said = useSaid();
  const navigate = useNavigate();
  const { state, reason, closing, id, isPaidTwice, madeBy } = draft;
  const why = reason === null ? t('noReason') : said(reason);

  if (state === 'failed') {
    return (
      <div className={styles.failed} role="alert">
        <p>{t('failed', { reason: why })}</p>
        {form === null ? (
          <p>{t('formNotHere', { name: madeBy })}</p>
        ) : (
          <Button
            onClick={() => navigate(hrefTo('custom-order', { params: { again: id } }), { replace: true })}
          >
            {t('change')}
          </Button>
        )}
      </div>
    );
  }
  if (state === 'expired' || state === 'cancelled' || state === 'replaced' || state === 'deleted') {
    return (
      <p className={styles.ended} role="status">
        {t(`ended_${state}`)} {reason === null ? '' : said(reason)}
      </p>
    );
  }
  return (
    <>
      {isOrderedUnpaid(draft) ? (
        <p className={styles.ended} role="status">
          {t('drafts:ordered')}
        </p>
      ) : (
        <StepList draft={draft} />
      )}
      {closing !== null && closing.reason !== null && (
        <Notice tone="warn" role="alert">
          {t('notClosed', { reason: said(closing.reason) })}
        </Notice>
      )}
      {isPaidTwice && (
        <Notice tone="bad" role="alert">
          {t('paidTwice')}
        </Notice>
      )}
    </>
  );
}

function OtherDraft({ detail: { replaces, replacedBy } }: { readonly detail: DraftDetail }) {
  const { t } = useTranslation('drafts');
  const link = (other: NonNullable<DraftDetail['replaces']>, words: 'replaces' | 'replacedBy') => (
    <a key={words} href={hrefTo('custom-order', { params: { draft: other.id } })}>
      {t(words, { name: other.name || t('noName') })}
    </a>
  );
  return (
    <>
      {replaces !== null && link(replaces, 'replaces')}
      {replacedBy !== null && link(replacedBy, 'replacedBy')}
    </>
  );
}
