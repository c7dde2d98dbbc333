import { Button } from '@mantine/core';
import { IconAlertTriangle, IconBell, IconCircleCheck, IconSend } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { isPayable } from '../../../../shared/draft.ts';
import { sendableFrom } from '../../../../shared/link-rules.ts';
import { placeOfDraft } from '../../../../shared/presence.ts';
import type { DraftRow as Draft } from '../../../../shared/views.ts';
import { useFormat } from '../../../components/i18n/use-format.tsx';
import rows from '../../../components/layout/record-list.module.css';
import { lastMessage, troubleOf } from '../../../components/order/draft-words.ts';
import { SentWords } from '../../../components/order/sent-words.tsx';
import { PeopleHere } from '../../../components/people/people-here.tsx';
import { Mark } from '../../../components/ui/mark.tsx';
import { useNow } from '../../../lib/browser/use-now.tsx';
import { useSaid } from '../../../lib/i18n/use-main-text.tsx';
import { useStores } from '../../../state/context.tsx';
import { hrefTo, hrefToInbox } from '../../../state/routes/route.ts';
import { DraftMark } from '../draft-mark.tsx';
import { DraftMenu } from '../draft-menu.tsx';
import { useDraftActs } from '../use-draft-acts.tsx';
import styles from './draft-row.module.css';

export function DraftRow({ draft }: { readonly draft: Draft }) {
  const { t } = useTranslation(['drafts', 'common']);
  const format = useFormat();
  const now = useNow();
  const { id, name, title, customerName, total, createdAt, lacking, madeBy, subscriberId } = draft;
  const people = useStore(useStores().people);
  const person =
    people.state === 'ready' ? people.value.find((one) => one.subscriberId === subscriberId) : undefined;
  return (
    <li className={`${rows.row} ${styles.row}`}>
      <div className={rows.main}>
        <div className={rows.first}>
          <a className={styles.name} href={hrefTo('custom-order', { params: { draft: id } })}>
            {name || t('noName')}
          </a>
          <span className={rows.cut}>{title}</span>
          {lacking.length > 0 && (
            <span title={t('lacking', { titles: lacking.join(', ') })}>
              <Mark icon={IconAlertTriangle} tone="warn" word={t('lackingShort')} />
            </span>
          )}
        </div>
        <div className={rows.second}>
          <DraftMark draft={draft} />
          <PeopleHere order={placeOfDraft(id)} />
          <span className={rows.cut}>{customerName || t('common:noName')}</span>
          <span className={rows.cut}>
            <RowWords draft={draft} />
          </span>
          <span className={rows.quiet} title={format.exactTime(createdAt, now)}>
            {[format.age(createdAt, now) ?? t('common:now'), madeBy].filter(Boolean).join(' · ')}
          </span>
        </div>
      </div>
      <span className={rows.amount}>{total === null ? '—' : format.money(total)}</span>
      <div className={rows.actions}>
        <RowAction draft={draft} />
        <DraftMenu draft={draft} chatUrl={person?.chatUrl ?? null} />
      </div>
    </li>
  );
}

/** Why it stands as it does, or what became of its link. */
function RowWords({ draft }: { readonly draft: Draft }) {
  const { t } = useTranslation('drafts');
  const said = useSaid();
  const format = useFormat();
  const now = useNow();
  const { state, reason, closing, work, replacedBy } = draft;
  if (closing !== null && closing.reason !== null) return <>{said(closing.reason)}</>;
  if (state === 'failed' || (state === 'cancelled' && reason !== null)) {
    return <>{reason === null ? t('noReason') : said(reason)}</>;
  }
  if (work !== null && (work.reason !== null || work.until !== null)) {
    const until = work.until === null ? '' : format.time(work.until, now);
    return <>{[work.reason === null ? '' : said(work.reason), until].filter(Boolean).join(' · ')}</>;
  }
  if (state === 'replaced' && replacedBy !== null) {
    return <a href={hrefTo('custom-order', { params: { draft: replacedBy } })}>{t('state_replaced')}</a>;
  }
  if (draft.changesThere !== undefined) {
    return (
      <>
        {t('changedThere')} · <SentWords draft={draft} />
      </>
    );
  }
  return <SentWords draft={draft} />;
}

/** The one thing to do next with this draft. */
function RowAction({ draft }: { readonly draft: Draft }) {
  const { t } = useTranslation('drafts');
  const { id, state, orderId } = draft;
  const page = hrefTo('custom-order', { params: { draft: id } });
  if (orderId !== null) {
    const href = hrefToInbox({ view: 'all', text: '', order: orderId });
    return (
      <Button component="a" variant="default" leftSection={<IconCircleCheck size={16} />} href={href}>
        {t('openOrder')}
      </Button>
    );
  }
  const trouble = troubleOf(draft);
  if (trouble !== null) {
    return (
      <Button component="a" variant="default" href={page}>
        {t(trouble === 'failed' ? 'see' : 'look')}
      </Button>
    );
  }
  if (!isPayable(draft) || draft.closing !== null) return null;
  if (state === 'ready' || !lastMessage(draft.sendings)) {
    return (
      <Button component="a" variant="default" leftSection={<IconSend size={16} />} href={page}>
        {t('send')}
      </Button>
    );
  }
  return <Remind draft={draft} />;
}

/** One click, and not twice within a set time. */
function Remind({ draft }: { readonly draft: Draft }) {
  const { t } = useTranslation('drafts');
  const format = useFormat();
  const now = useNow();
  const acts = useDraftActs(draft);
  const [isSending, setSending] = useState(false);
  const last = lastMessage(draft.sendings);
  const from = last ? sendableFrom(draft, last.via, last.to) : null;
  const tooSoon = from !== null && now < from;
  const title = tooSoon ? t('remindFrom', { time: format.time(from, now) }) : undefined;
  async function remind(): Promise<void> {
    setSending(true);
    await acts.remind();
    setSending(false);
  }
  return (
    <Button
      variant="default"
      leftSection={<IconBell size={16} />}
      loading={isSending}
      // a button that cannot be focused could not say from when it works
      aria-disabled={tooSoon}
      {...(tooSoon && { 'data-disabled': true })}
      {...(title !== undefined && { title, 'aria-label': `${t('remind')}. ${title}` })}
      onClick={() => {
        if (!tooSoon) void remind();
      }}
    >
      {t('remind')}
    </Button>
  );
}
