import { useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { CheckAct } from '../../../shared/diagnostics.ts';
import type { Verdict } from '../../../shared/setup/verdict.ts';
import { verdictOf } from '../../../shared/setup/verdict.ts';
import type { ConnectionView } from '../../../shared/views.ts';
import { useFormat } from '../../components/i18n/use-format.tsx';
import { useToasts } from '../../components/toasts/toasts.tsx';
import { useNow } from '../../lib/browser/use-now.tsx';
import { useSignIn } from '../../lib/client/use-sign-in.ts';
import { useApp, useOwnStore, useStores } from '../../state/context.tsx';
import { focusField } from './account-field.tsx';
import { AccountForm } from './account-form.tsx';
import { Cost } from './cost.tsx';
import { Facts } from './facts.tsx';
import { lacking, usual } from './fields.ts';
import { Guide } from './guide/guide.tsx';
import { places } from './guide/guides.ts';
import { PasteBlock } from './guide/paste-block.tsx';
import { Needs } from './needs.tsx';
import type { Fix } from './outcome.tsx';
import { Outcome } from './outcome.tsx';
import { Progress } from './progress.tsx';
import styles from './step-card.module.css';
import type { StepProps } from './step-shell.tsx';
import { StepShell, stepId } from './step-shell.tsx';
import { typedAccountsStore } from './typed-accounts.ts';
import { useCheck } from './use-check.ts';

type Props = StepProps & { readonly connection: ConnectionView };

/** One account: its benefit, status, problem and fix; expanded, its instructions and fields. */
export function ConnectionStep({ connection, ...step }: Props) {
  const { t } = useTranslation('setup');
  const format = useFormat();
  const now = useNow();
  const { mode } = useApp();
  const { name, account, facts, lastSuccessAt, fields } = connection;
  const typedAccounts = useOwnStore(typedAccountsStore);
  const [typedKey, setTypedKey] = useState(
    () => typedAccounts.getState()[name]?.typed.MANYCHAT_CALLBACK_KEY?.trim() ?? '',
  );
  const [askedAt, setAskedAt] = useState<'head' | 'panel' | null>(null);
  const { check, checking, failure, checks } = useCheck(connection);
  // in the sample shop the connected accounts are not the shop's own
  const isOwn = mode === 'shop' && connection.state !== 'off';
  const misses = lacking(name, fields);
  // another computer polls it; this computer can still check whether it would get an answer
  const isElsewhere = mode === 'shop' && connection.elsewhere === true && misses === null;
  const signIn = useSignInPress(check);

  const open = (then: (card: HTMLElement) => void): void => {
    flushSync(() => step.onToggle(true));
    const card = document.getElementById(stepId(name));
    if (card) then(card);
  };
  const openField = (field: (typeof fields)[number]['name']) =>
    open((card) => focusField(card, usual[name].find((one) => one === field) ?? usual[name][0]));
  /** Checks a saved account. The earlier status is not used, because it was of the account before the save. */
  const checkSaved = (): void => {
    setAskedAt('panel');
    check();
  };
  const checkAt = (place: 'head' | 'panel') => (): void => {
    setAskedAt(place);
    if (isOwn || isElsewhere) check();
  };

  const pressOf = ({ act, tone }: Verdict): Fix | null => {
    const presses: { readonly [A in CheckAct]: Fix } = {
      'ask-now': { label: t('askNow'), run: check, busy: checking },
      'sign-in': signIn,
      settings: { label: t('changeIt'), run: () => openField('') },
    };
    if (act !== null) return presses[act];
    if (connection.unheard === true) return lackOf();
    const { href, label } = places[name];
    return tone === 'good' ? null : { label: t('goTo', { place: label }), href };
  };

  /** The fix that this computer needs before it can check the account; null for none. */
  const lackOf = (): Fix | null => {
    if (misses === null || misses === 'sign-in') return misses && signIn;
    return { label: t('fillIn'), run: () => openField(misses) };
  };

  const outcome = () => {
    if (failure !== null) {
      const words = t('checkFailed', { message: failure.message });
      return <Outcome tone="bad" words={words} fix={failure.fix ?? null} />;
    }
    const verdict = verdictOf(connection, checks ?? []);
    if (!isOwn && !(isElsewhere && verdict.tone === 'bad')) {
      if (askedAt === null || (isElsewhere && checks === null)) return null;
      if (misses === null)
        return <Outcome tone="plain" words={t(mode === 'sample' ? 'keptWords' : 'notAsked')} />;
      const words = misses === 'sign-in' ? t('lacksSignIn') : t('lacks', { field: t(`field_${misses}`) });
      return <Outcome tone="plain" words={words} press={lackOf()} />;
    }
    if (verdict.tone === 'good' && checks === null) return null;
    return (
      <Outcome
        tone={verdict.tone}
        words={verdict.words ?? t('works', { count: verdict.worked })}
        fix={verdict.fix}
        press={pressOf(verdict)}
        copies={verdict.copies}
        checks={checks ?? []}
      />
    );
  };

  return (
    <StepShell
      {...step}
      {...(isOwn && connection.state === 'signed-out' && { word: t('signedOut') })}
      account={isOwn ? account : null}
      last={
        isOwn && lastSuccessAt !== null
          ? t('lastSuccess', { time: format.exactTime(lastSuccessAt, now) })
          : null
      }
      isChecking={checking}
      onCheck={checkAt('head')}
      outcome={outcome()}
      outcomeAt={askedAt ?? 'head'}
      below={
        <>
          {connection.progress && <Progress kind="catchUp" {...connection.progress} />}
          {connection.restore && <Progress kind="restore" {...connection.restore} />}
          {isOwn && <Facts facts={facts.filter(({ value }) => value !== account)} />}
          {isOwn && name === 'bigquery' && <Cost asOf={lastSuccessAt} />}
        </>
      }
    >
      <Needs step={name} />
      <Guide step={name} />
      {name === 'manychat' && <PasteBlock typedKey={typedKey} />}
      {mode === 'sample' && <p className={styles.leaves}>{t('leavesSample')}</p>}
      <AccountForm
        connection={connection}
        onSaved={checkSaved}
        onCheck={checkAt('panel')}
        checking={checking}
        onTypedKey={setTypedKey}
      />
    </StepShell>
  );
}

/** Signs in at Google, then checks what that permits. */
function useSignInPress(onDone: () => void): Fix & { readonly run: () => void } {
  const { t } = useTranslation(['setup', 'common']);
  const toasts = useToasts();
  const { connections } = useStores();
  const { waits, signIn } = useSignIn({
    onDone: () => connections.refresh().then(onDone),
    onFailed: (error) => toasts.failed({ id: 'sign-in', what: t('signInFailed'), error }),
  });
  return { label: t(waits ? 'common:openGoogle' : 'signIn'), run: signIn };
}
