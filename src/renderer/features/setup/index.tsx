import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { SetupStep } from '../../../shared/setup/progress.ts';
import { setupSteps } from '../../../shared/setup/progress.ts';
import type { SetupFacts } from '../../../shared/setup/step-state.ts';
import { stepState } from '../../../shared/setup/step-state.ts';
import { Page } from '../../components/layout/page.tsx';
import { Notice } from '../../components/ui/notice.tsx';
import { Failed } from '../../components/ui/states.tsx';
import { WaitingRows } from '../../components/ui/waiting-rows.tsx';
import { useSaid } from '../../lib/i18n/use-main-text.tsx';
import { useRoute, useStores } from '../../state/context.tsx';
import { hrefTo } from '../../state/routes/route.ts';
import { useSetupFacts } from '../../state/use-setup.ts';
import { Computers } from './computers/computers.tsx';
import { ConnectionStep } from './connection-step.tsx';
import { NoticesStep } from './notices/notices-step.tsx';
import styles from './setup.module.css';
import { SetupHead } from './setup-head.tsx';
import { SetupLead } from './setup-lead.tsx';
import { ShopCountry } from './shop-country.tsx';
import { stepId } from './step-shell.tsx';

/** One step per account and one for notifications, in any order; the app works without any of them. */
export function SetupPage() {
  const { t } = useTranslation('setup');
  return (
    <Page
      title={t('title')}
      actions={
        <Button variant="default" component="a" href={hrefTo('diagnostics')}>
          {t('openDoctor')}
        </Button>
      }
    >
      <Cards />
    </Page>
  );
}

function Cards() {
  const { t } = useTranslation(['setup', 'common']);
  const said = useSaid();
  const asked = useRoute().path[0];
  const store = useStores().connections;
  const connections = useStore(store);
  const facts = useSetupFacts();

  if (connections.state === 'failed') {
    const { message, fix } = connections.error;
    const retry = { label: t('common:retry'), run: () => void store.refresh() };
    return <Failed what={t('failed')} reason={message} still={t('failedStill')} fix={fix} retry={retry} />;
  }
  if (facts === null) return <WaitingRows rows={setupSteps.length} height={84} />;
  const stale = connections.state === 'ready' ? connections.error : null;
  return (
    <div className={styles.cards}>
      <SetupHead facts={facts} />
      <SetupLead facts={facts} />
      <ShopCountry />
      {stale !== null && <Notice tone="warn">{t('stale', { message: said(stale.message) })}</Notice>}
      <Steps facts={facts} asked={setupSteps.find((step) => step === asked) ?? null} />
      <Computers isAskedFor={asked === 'computers'} />
    </div>
  );
}

type StepsProps = {
  readonly facts: SetupFacts;
  /** The step in the URL. */
  readonly asked: SetupStep | null;
};

/** One step is open at a time; the open step is stored, also over a restart. */
function Steps({ facts, asked }: StepsProps) {
  const { setup } = useStores();
  const { progress, connections } = facts;
  const [wasAsked, setWasAsked] = useState(asked);
  const [open, setOpen] = useState(asked ?? progress.open);
  if (wasAsked !== asked) {
    setWasAsked(asked);
    if (asked !== null) setOpen(asked);
  }
  useEffect(() => {
    if (asked !== null) void setup.note({ kind: 'open', step: asked });
  }, [setup, asked]);

  const toggle = (step: SetupStep, isOpen: boolean): void => {
    const next = isOpen ? step : open === step ? null : open;
    setOpen(next);
    if (isOpen && progress.skipped.includes(step)) void setup.note({ kind: 'skip', step, on: false });
    void setup.note({ kind: 'open', step: next });
  };
  /** Opens it and moves the focus there, because the pressed button may be removed. */
  const goTo = (step: SetupStep): void => {
    flushSync(() => toggle(step, true));
    focusOn(step);
  };
  const nextOf = (step: SetupStep): SetupStep | null => {
    const at = setupSteps.indexOf(step);
    const others = [...setupSteps.slice(at + 1), ...setupSteps.slice(0, at)];
    return others.find((other) => stepState(other, facts) === 'todo') ?? null;
  };
  const skip = (step: SetupStep): void => {
    const next = nextOf(step);
    void setup.note({ kind: 'skip', step, on: true });
    if (next !== null) {
      goTo(next);
    } else {
      flushSync(() => toggle(step, false));
      focusOn(step);
    }
  };

  return setupSteps.map((step) => {
    const shared = {
      step,
      state: stepState(step, facts),
      open: open === step,
      isAskedFor: asked === step,
      next: nextOf(step),
      onToggle: (isOpen: boolean) => toggle(step, isOpen),
      onNext: goTo,
      onSkip: skip,
    };
    if (step === 'notices') return <NoticesStep key={step} {...shared} />;
    const connection = connections.find(({ name }) => name === step);
    return connection && <ConnectionStep key={step} connection={connection} {...shared} />;
  });
}

function focusOn(step: SetupStep): void {
  const card = document.getElementById(stepId(step));
  card?.querySelector<HTMLElement>('[aria-expanded]')?.focus({ preventScroll: true });
  card?.scrollIntoView({ block: 'start' });
}
