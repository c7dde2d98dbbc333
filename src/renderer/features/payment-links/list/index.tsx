import { Button } from '@mantine/core';
import { IconFileInvoice, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useFormat } from '../../../components/i18n/use-format.tsx';
import { Page } from '../../../components/layout/page.tsx';
import rows from '../../../components/layout/record-list.module.css';
import { Notice } from '../../../components/ui/notice.tsx';
import { Empty, Failed } from '../../../components/ui/states.tsx';
import { WaitingRows } from '../../../components/ui/waiting-rows.tsx';
import { useSaid } from '../../../lib/i18n/use-main-text.tsx';
import { useNavigate, useStores } from '../../../state/context.tsx';
import { hrefTo } from '../../../state/routes/route.ts';
import styles from './draft-row.module.css';
import { DraftRow } from './draft-row.tsx';
import type { DraftGroup } from './groups.ts';
import { groupsOf, sumsOf } from './groups.ts';

/** All payment links with their outcome; those that wait for a person come first. */
export function PaymentLinksPage() {
  const { t } = useTranslation('drafts');
  const navigate = useNavigate();
  const isEmpty = useStore(
    useStores().drafts,
    (drafts) => drafts.state === 'ready' && drafts.value.length === 0,
  );
  const make = (): void => navigate(hrefTo('custom-order'));
  return (
    <Page
      title={t('title')}
      wide
      actions={
        !isEmpty && (
          <Button leftSection={<IconPlus size={16} />} onClick={make}>
            {t('make')}
          </Button>
        )
      }
    >
      <DraftList make={make} />
    </Page>
  );
}

function DraftList({ make }: { readonly make: () => void }) {
  const { t } = useTranslation(['drafts', 'common']);
  const said = useSaid();
  const store = useStores().drafts;
  const drafts = useStore(store);
  const retry = { label: t('common:retry'), run: () => void store.refresh() };

  if (drafts.state === 'loading') return <WaitingRows />;
  if (drafts.state === 'failed') {
    const { message, fix } = drafts.error;
    return <Failed what={t('failed')} reason={message} still={t('failedStill')} fix={fix} retry={retry} />;
  }
  if (drafts.value.length === 0) {
    return (
      <Empty
        icon={<IconFileInvoice size={28} stroke={1.5} />}
        text={t('empty')}
        hint={t('emptyHint')}
        action={{ label: t('make'), run: make }}
      />
    );
  }
  return (
    <>
      {drafts.error !== null && (
        <Notice tone="warn">{t('stale', { message: said(drafts.error.message) })}</Notice>
      )}
      {groupsOf(drafts.value).map(({ group, drafts: list }) => (
        <section key={group} aria-label={t(`group_${group}`)}>
          <GroupHead group={group} drafts={list} />
          <ul className={rows.list}>
            {list.map((draft) => (
              <DraftRow key={draft.id} draft={draft} />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

/** A lane: the number of links, and their total. */
function GroupHead({ group, drafts }: DraftGroup) {
  const { t } = useTranslation('drafts');
  const format = useFormat();
  const sum = sumsOf(drafts).map(format.money).join(' + ');
  return (
    <h2 className={rows.group}>
      {t(`group_${group}`)}{' '}
      <span className={styles.sum}>{t('groupSum', { n: drafts.length, sum: sum || '—' })}</span>
    </h2>
  );
}
