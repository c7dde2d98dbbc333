import { Button, FileButton } from '@mantine/core';
import { modals } from '@mantine/modals';
import { IconFileImport, IconWand } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { templateName } from '../../../shared/mail-template.ts';
import { Page } from '../../components/layout/page.tsx';
import { useToasts } from '../../components/toasts/toasts.tsx';
import { Notice } from '../../components/ui/notice.tsx';
import { Empty, Failed } from '../../components/ui/states.tsx';
import { WaitingRows } from '../../components/ui/waiting-rows.tsx';
import type { CallError } from '../../lib/client/client.ts';
import { toCallError } from '../../lib/client/client.ts';
import { useClient } from '../../lib/client/context.tsx';
import { useSaid } from '../../lib/i18n/use-main-text.tsx';
import { useNavigate, useOwnStore } from '../../state/context.tsx';
import { hrefTo } from '../../state/routes/route.ts';
import { DecidedSenders } from './senders/decided-senders.tsx';
import { NewSenders } from './senders/new-senders.tsx';
import styles from './template-list.module.css';
import { TemplateRow } from './template-row.tsx';
import { templatesQuery } from './templates-query.ts';

/** All mail templates, per sender from the newest. */
export function TemplateList() {
  const { t } = useTranslation('mailTemplates');
  return (
    <Page title={t('title')} wide actions={<Import />}>
      <NewSenders />
      <List />
      <DecidedSenders />
    </Page>
  );
}

function List() {
  const { t } = useTranslation(['mailTemplates', 'common']);
  const said = useSaid();
  const navigate = useNavigate();
  const store = useOwnStore(templatesQuery);
  const recipes = useStore(store);
  useEffect(() => store.start(), [store]);

  if (recipes.state === 'loading') return <WaitingRows rows={4} height={72} />;
  if (recipes.state === 'failed') {
    const { message, fix } = recipes.error;
    const retry = { label: t('common:retry'), run: () => void store.refresh() };
    return <Failed what={t('failed')} reason={message} still={t('failedStill')} fix={fix} retry={retry} />;
  }
  const { value, error } = recipes;
  if (value.length === 0) {
    return (
      <Empty
        icon={<IconWand size={28} stroke={1.5} />}
        text={t('empty')}
        hint={t('emptyHint')}
        action={{ label: t('emptyAction'), run: () => navigate(hrefTo('inbox', { path: ['review'] })) }}
      />
    );
  }
  const sorted = value.toSorted(
    (one, other) => one.name.localeCompare(other.name) || other.version - one.version,
  );
  return (
    <>
      <p className={styles.lead}>{t('lead')}</p>
      {error !== null && <Notice tone="warn">{t('stale', { message: said(error.message) })}</Notice>}
      <ul>
        {sorted.map((recipe) => (
          <TemplateRow key={templateName(recipe)} recipe={recipe} />
        ))}
      </ul>
    </>
  );
}

function Import() {
  const { t } = useTranslation(['mailTemplates', 'senders', 'common']);
  const said = useSaid();
  const client = useClient();
  const store = useOwnStore(templatesQuery);
  const toasts = useToasts();
  const reset = useRef<() => void>(null);

  async function take(text: string, everyAddress?: true): Promise<void> {
    try {
      const { name, version } = await client.call('mailTemplates.import', { text, everyAddress });
      toasts.done({ id: 'recipe-imported', text: t('mailTemplates:imported', { name, version }) });
      void store.refresh();
    } catch (thrown) {
      const error = toCallError(thrown);
      if (error.field === 'everyAddress') askDomain(text, error);
      else toasts.failed({ id: 'recipe-imported', what: t('mailTemplates:import'), error });
    }
  }

  const askDomain = (text: string, { message, fix }: CallError): void => {
    modals.openConfirmModal({
      title: t('senders:importTitle'),
      children: [message, fix].map((each) => said(each ?? '')).join('. '),
      closeButtonProps: { 'aria-label': t('common:close') },
      confirmProps: { color: 'red' },
      labels: { confirm: t('senders:importConfirm'), cancel: t('common:cancel') },
      onConfirm: () => void take(text, true),
    });
  };

  async function choose(file: File | null): Promise<void> {
    if (!file) return;
    await take(await file.text());
    reset.current?.(); // allows the same file to be chosen again
  }
  return (
    <FileButton onChange={(file) => void choose(file)} accept="application/json,.json" resetRef={reset}>
      {(props) => (
        <Button {...props} variant="default" leftSection={<IconFileImport size={16} />}>
          {t('mailTemplates:import')}
        </Button>
      )}
    </FileButton>
  );
}
