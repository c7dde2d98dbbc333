import { Button } from '@mantine/core';
import { modals } from '@mantine/modals';
import { IconPlugConnected, IconPlugConnectedX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DesksView } from '../../../shared/desks-view.ts';
import { toCallError } from '../../client/client.ts';
import { useClient } from '../../client/context.tsx';
import { useFormat } from '../../i18n/use-format.tsx';
import { useSaid } from '../../i18n/use-said.tsx';
import { useStores } from '../../state/context.tsx';
import { deskName } from '../../state/listening.ts';
import { Mark } from '../../ui/mark.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useToasts } from '../../ui/toasts.tsx';
import { useNow } from '../../ui/use-now.tsx';
import computer from './computer-line.module.css';
import { InviteCode } from './invite-code.tsx';
import { JoinByCode } from './join-by-code.tsx';
import styles from './setup.module.css';

/** The live link between the shop's computers: how it stands, how another one is linked, and how one is cut off. */
export function LiveLink({ view }: { readonly view: DesksView }) {
  const { t } = useTranslation('setup');
  const { link } = view;
  if (link.state === 'impossible') return null;
  const others = view.desks.filter(({ id, isThis }) => !isThis && link.linked.includes(id));
  return (
    <section className={styles.link} aria-label={t('link')}>
      <h3>{t('link')}</h3>
      <LinkState view={view} />
      {others.length > 0 && (
        <ul className={styles.linked}>
          {others.map((desk) => (
            <li key={desk.id} className={computer.computer}>
              <span className={computer.name}>{deskName(view, desk)}</span>
              {link.online.includes(desk.id) && (
                <Mark tone="good" icon={IconPlugConnected} word={t('linkOnline')} />
              )}
              <CutOff desk={desk.id} name={deskName(view, desk)} />
            </li>
          ))}
        </ul>
      )}
      {(link.state === 'alone' || link.state === 'listening') && <InviteCode />}
      {(link.state === 'not-linked' || link.state === 'revoked' || link.state === 'away') && <JoinByCode />}
    </section>
  );
}

function LinkState({ view }: { readonly view: DesksView }) {
  const { t } = useTranslation('setup');
  const said = useSaid();
  const format = useFormat();
  const now = useNow();
  const { state, problem, nextAt, left } = view.link;
  const listening = view.desks.find(({ listens }) => listens);
  const name = listening ? deskName(view, listening) : t('linkListener');
  if (state === 'away') {
    return (
      <Notice tone="warn">
        {t('linkAway', { name, problem: said(problem ?? '') })}{' '}
        {nextAt !== null && nextAt > now && t('linkNext', { time: format.exactTime(nextAt, now) })}
      </Notice>
    );
  }
  if (problem !== null) return <Notice tone="warn">{said(problem)}</Notice>;
  return (
    <>
      <p className={styles.note}>{t(`link_${state === 'impossible' ? 'alone' : state}`, { name })}</p>
      {left !== null && <p className={styles.note}>{t('linkLeft', { count: left })}</p>}
    </>
  );
}

function CutOff({ desk, name }: { readonly desk: DesksView['desks'][number]['id']; readonly name: string }) {
  const { t } = useTranslation(['setup', 'common']);
  const client = useClient();
  const toasts = useToasts();
  const { desks } = useStores();

  const run = async (): Promise<void> => {
    try {
      await client.call('desks.revoke', { desk });
      await desks.refresh();
    } catch (thrown) {
      toasts.failed({ id: 'link', what: t('cutOffFailed'), error: toCallError(thrown) });
    }
  };
  const ask = (): void =>
    void modals.openConfirmModal({
      title: t('cutOffTitle', { name }),
      children: t('cutOffText'),
      closeButtonProps: { 'aria-label': t('common:close') },
      labels: { confirm: t('cutOff'), cancel: t('common:cancel') },
      onConfirm: () => void run(),
    });
  return (
    <Button
      variant="subtle"
      size="compact-xs"
      leftSection={<IconPlugConnectedX size={14} aria-hidden />}
      aria-label={t('cutOffOf', { name })}
      onClick={ask}
    >
      {t('cutOff')}
    </Button>
  );
}
