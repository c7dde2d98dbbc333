import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { CheckView } from '../../../../shared/diagnostics.ts';
import { noticesVerdict, tellingSteps } from '../../../../shared/setup/notices-verdict.ts';
import { noProgress } from '../../../../shared/setup/progress.ts';
import { useToasts } from '../../../components/toasts/toasts.tsx';
import { usePlayer } from '../../../lib/browser/player-context.tsx';
import { toCallError } from '../../../lib/client/client.ts';
import { useClient } from '../../../lib/client/context.tsx';
import { useSaid } from '../../../lib/i18n/use-main-text.tsx';
import { useApp, useStores } from '../../../state/context.tsx';
import { hrefTo } from '../../../state/routes/route.ts';
import { testRunGoingOn } from '../../../state/test-run-state.ts';
import { Guide } from '../guide/guide.tsx';
import { Needs } from '../needs.tsx';
import type { Fix } from '../outcome.tsx';
import { Outcome } from '../outcome.tsx';
import cards from '../setup.module.css';
import styles from '../step-card.module.css';
import type { StepProps } from '../step-shell.tsx';
import { StepShell } from '../step-shell.tsx';
import { SenseRow } from './sense-row.tsx';
import rows from './senses.module.css';

/** Tests the notifications: sound and desktop notification here, which only the user can confirm, and messages to managers. */
export function NoticesStep(step: StepProps) {
  const { t } = useTranslation('setup');
  const said = useSaid();
  const client = useClient();
  const toasts = useToasts();
  const player = usePlayer();
  const { manager } = useApp();
  const { setup, drill } = useStores();
  const asked = useStore(setup);
  const drilled = useStore(drill);
  const { senses } = asked.state === 'ready' ? asked.value : noProgress;
  const trial = drilled.state === 'ready' ? drilled.value : null;
  const isOn = testRunGoingOn(drilled) !== null;
  const ways = tellingSteps.flatMap((id) => trial?.steps.find((line) => line.id === id) ?? []);
  const verdict = noticesVerdict(senses, trial);

  const ring = (): void => player.try('new-order');
  const show = (): void => {
    client.call('diagnostics.toast', undefined).catch(fail('notices-toast', t('sense_toast')));
  };
  const send = (): void => {
    if (isOn) return;
    client
      .call('testRun.start', { path: 'manual' })
      .then(drill.refresh)
      .catch(fail('notices-send', t('sense_message')));
  };
  const checkAll = (): void => {
    ring();
    show();
    send();
    if (!step.open) step.onToggle(true);
  };
  function fail(id: string, what: string) {
    return (thrown: unknown) => toasts.failed({ id, what, error: toCallError(thrown) });
  }

  const outcome = () => {
    const presses: { readonly [kind in 'unheard' | 'unseen' | 'nobody']: Fix } = {
      unheard: { label: t('press_sound'), run: ring },
      unseen: { label: t('press_toast'), run: show },
      nobody: { label: t('connectManychat'), run: () => step.onNext('manychat') },
    };
    switch (verdict.kind) {
      case 'untried':
        return null;
      case 'unheard':
      case 'unseen':
      case 'nobody':
        return (
          <Outcome
            tone={verdict.tone}
            words={t(`notices_${verdict.kind}`)}
            fix={t(`notices_${verdict.kind}_fix`)}
            press={presses[verdict.kind]}
          />
        );
      case 'way': {
        const again = { label: t('press_message'), run: send, busy: isOn };
        return (
          <Outcome tone={verdict.tone} words={verdict.check.cameBack} fix={verdict.check.fix} press={again} />
        );
      }
      case 'unanswered':
      case 'trying':
      case 'here':
      case 'well':
        return <Outcome tone={verdict.tone} words={t(`notices_${verdict.kind}`)} />;
    }
  };

  return (
    <StepShell
      {...step}
      {...(step.state === 'todo' && { word: t('untried') })}
      account={null}
      last={null}
      isChecking={false}
      onCheck={checkAll}
      outcome={outcome()}
    >
      <Needs step="notices" />
      <Guide step="notices" />
      <ul className={rows.senses}>
        <SenseRow sense="sound" answer={senses.sound} onTry={ring} />
        <SenseRow sense="toast" answer={senses.toast} onTry={show} />
        <li>
          <div>
            <h3>{t('sense_message')}</h3>
            <p className={cards.note}>{t('try_message', { name: manager })}</p>
            {ways.map((way) => (
              <p key={way.id} className={cards.note}>
                {wayWords(way)}
              </p>
            ))}
          </div>
          <Button variant="default" aria-disabled={isOn} onClick={send}>
            {t(isOn ? 'sending' : 'press_message')}
          </Button>
        </li>
      </ul>
      <div className={styles.buttons}>
        <Button variant="default" onClick={checkAll}>
          {t('check')}
        </Button>
        <a href={hrefTo('notifications')} className={styles.place}>
          {t('toBell')}
        </a>
      </div>
    </StepShell>
  );

  function wayWords({ state, title, cameBack }: CheckView): string {
    return `${said(title)}: ${state === 'running' ? t('sending') : said(cameBack)}`;
  }
}
