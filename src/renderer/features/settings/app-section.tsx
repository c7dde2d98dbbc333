import { Button } from '@mantine/core';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { StartupView, UpdatesView } from '../../../shared/desktop-commands.ts';
import { useFormat } from '../../components/i18n/use-format.tsx';
import { DescribedSwitch } from '../../components/preferences/described-switch.tsx';
import { useRestart } from '../../components/preferences/use-restart.ts';
import { useToasts } from '../../components/toasts/toasts.tsx';
import { useNow } from '../../lib/browser/use-now.tsx';
import { toCallError } from '../../lib/client/client.ts';
import { useClient } from '../../lib/client/context.tsx';
import { useAnswered } from '../../lib/client/use-answered.ts';
import { useStores } from '../../state/context.tsx';
import { Card, Section } from './section.tsx';
import styles from './settings.module.css';

/** The installed app itself: which version it is, whether there is a newer one, and when it starts. */
export function AppSection() {
  const { t } = useTranslation('updates');
  const asked = useStore(useStores().updates);
  return (
    <Section title={t('app')} lead={t('appLead')}>
      <Card>
        {asked.state === 'ready' && <Version view={asked.value} />}
        <StartupSwitch />
      </Card>
    </Section>
  );
}

function Version({ view }: { readonly view: UpdatesView }) {
  const { t } = useTranslation('updates');
  const hint = useHint(view);
  const { kind } = view.state;
  return (
    <div className={styles.row}>
      <div className={styles.words}>
        <p className={styles.name}>{t('version', { version: view.version })}</p>
        <p className={styles.hint} role="status">
          {hint}
        </p>
      </div>
      {kind === 'ready' && <Restart />}
      {(kind === 'none' || kind === 'looking') && <Look isLooking={kind === 'looking'} />}
    </div>
  );
}

function useHint({ state }: UpdatesView): string {
  const { t } = useTranslation('updates');
  const format = useFormat();
  const now = useNow();
  switch (state.kind) {
    case 'off':
      return t(`off_${state.why}`);
    case 'looking':
      return t('looking');
    case 'ready':
      return t(state.onQuit ? 'readyHint' : 'offerAsked', { version: state.version });
    case 'none':
      return state.lookedAt === null
        ? t('notLooked')
        : t('newest', { time: format.exactTime(state.lookedAt, now) });
  }
}

function Look({ isLooking }: { readonly isLooking: boolean }) {
  const { t } = useTranslation('updates');
  const client = useClient();
  const toasts = useToasts();
  const look = (): void => {
    if (isLooking) return;
    client.call('updates.look', undefined).catch((thrown: unknown) => {
      toasts.failed({ id: 'update', what: t('lookFailed'), error: toCallError(thrown) });
    });
  };
  return (
    <Button variant="default" size="xs" aria-disabled={isLooking} onClick={look}>
      {t('look')}
    </Button>
  );
}

function Restart() {
  const { t } = useTranslation('updates');
  const restart = useRestart();
  return (
    <Button size="xs" onClick={restart}>
      {t('restart')}
    </Button>
  );
}

/** Absent where the app is not installed: there is nothing the system could start. */
function StartupSwitch() {
  const { t } = useTranslation('updates');
  const client = useClient();
  const toasts = useToasts();
  const asked = useAnswered(useCallback(() => client.call('startup.get', undefined), [client]));
  const [changed, setChanged] = useState<StartupView | null>(null);
  const { on } = changed ?? (asked.state === 'ready' ? asked.value : { on: null });
  if (on === null) return null;
  const tell = (wanted: boolean): void => {
    client
      .call('startup.set', { on: wanted })
      .then(setChanged, (thrown: unknown) =>
        toasts.failed({ id: 'startup', what: t('startupFailed'), error: toCallError(thrown) }),
      );
  };
  return (
    <DescribedSwitch label={t('startup')} description={t('startupMeans')} checked={on} onChange={tell} />
  );
}
