import { Button } from '@mantine/core';
import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { signInReplaced } from '../../../shared/setup/sign-in-replaced.ts';
import type { ConnectionView } from '../../../shared/views.ts';
import labels from '../../components/ui/labels.module.css';
import { Notice } from '../../components/ui/notice.tsx';
import type { CallError } from '../../lib/client/client.ts';
import { toCallError } from '../../lib/client/client.ts';
import { useClient } from '../../lib/client/context.tsx';
import type { Saying } from '../../lib/i18n/use-main-text.tsx';
import { useSaid } from '../../lib/i18n/use-main-text.tsx';
import { useOwnStore, useStores } from '../../state/context.tsx';
import { AccountField } from './account-field.tsx';
import type { FieldName } from './fields.ts';
import { changesOf, isAsked, more, plainWords, typedOn, unsavedOf, usual } from './fields.ts';
import styles from './setup.module.css';
import { typedAccountsStore, untouched } from './typed-accounts.ts';

type Props = {
  readonly connection: ConnectionView;
  /** Called after the account was changed. */
  readonly onSaved: () => void;
  /** Called on submit without changes. */
  readonly onCheck: () => void;
  readonly checking: boolean;
  /** Called with the bot's key as it is typed: a saved key is never shown again, and ManyChat needs the same one. */
  readonly onTypedKey: (key: string) => void;
};
type Saving = 'no' | 'saving' | 'signing-in' | 'saved';

/**
 * The unsaved input of one account, kept until it is saved or the window closes. Only changed fields are sent; a secret is never
 * shown again.
 */
export function AccountForm({ connection, onSaved, onCheck, checking, onTypedKey }: Props) {
  const { t } = useTranslation('setup');
  const said = useSaid();
  const client = useClient();
  const { connections } = useStores();
  const typedAccounts = useOwnStore(typedAccountsStore);
  const { name, fields } = connection;
  const root = useRef<HTMLFormElement>(null);
  const { typed, removed } = useStore(typedAccounts, (all) => all[name] ?? untouched);
  const [saving, setSaving] = useState<Saving>('no');
  /** The current attempt: a pending Google sign-in is replaced by the next one. */
  const last = useRef(0);
  const [error, setError] = useState<CallError | null>(null);
  const [moreOpen, setMoreOpen] = useState(() =>
    more[name].some((field) => typed[field] !== undefined || removed.has(field)),
  );

  const fix = error === null ? undefined : fixOf(error);
  const changes = changesOf(fields, typed, removed);
  const isChanged = Object.keys(changes).length > 0;
  const tunnel = typed.TUNNEL ?? fields.find((field) => field.name === 'TUNNEL')?.value ?? 'none';
  const shown = [...usual[name], ...more[name]].filter((field) => isAsked(field, tunnel));
  const isBeside = shown.some((field) => field === error?.field);
  const isSet = (field: string): boolean => fields.some((view) => view.name === field && view.isSet);
  const canSignIn =
    name === 'gmail' && isSet('GMAIL_CLIENT_ID') && isSet('GMAIL_CLIENT_SECRET') && !isChanged;
  // Google may never return from a sign-in, as after a typing error here
  const isBusy = saving === 'saving';

  async function attempt(kind: 'saving' | 'signing-in', work: () => Promise<ConnectionView>): Promise<void> {
    const [sent, gone, pressed] = [typed, removed, document.activeElement];
    last.current += 1;
    const mine = last.current;
    setSaving(kind);
    setError(null);
    try {
      await work();
      if (mine !== last.current) return;
      await connections.refresh();
      flushSync(() => {
        typedAccounts.change(name, (now) => ({
          typed: unsavedOf(now.typed, sent),
          removed: now.removed.difference(gone),
        }));
        setSaving('saved');
      });
      // a busy button loses the focus
      if (document.activeElement === document.body && pressed instanceof HTMLElement) pressed.focus();
      onSaved();
    } catch (thrown) {
      if (mine !== last.current) return;
      const failure = toCallError(thrown);
      flushSync(() => {
        setError(failure.message === signInReplaced ? null : failure);
        setSaving('no');
        if (more[name].some((field) => field === failure.field)) setMoreOpen(true);
      });
      root.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
    }
  }

  const show = (field: FieldName) => {
    const view = fields.find((candidate) => candidate.name === field);
    if (view === undefined || !shown.includes(field)) return null;
    return (
      <AccountField
        key={field}
        name={field}
        view={view}
        isShut={connection.retype === true}
        text={typed[field]}
        isRemoved={removed.has(field)}
        error={error?.field === field ? wordsOf(error, said) : null}
        onType={(text) => {
          if (field === 'MANYCHAT_CALLBACK_KEY') onTypedKey(text.trim());
          typedAccounts.change(name, (before) => ({
            typed: typedOn(before.typed, view, text),
            removed: before.removed.difference(new Set([field])),
          }));
          if (saving === 'saved') setSaving('no');
          if (error?.field === field) setError(null);
        }}
        onRemove={(isRemoved) => {
          typedAccounts.change(name, (before) => ({
            typed: typedOn(before.typed, view, ''),
            removed: before.removed[isRemoved ? 'union' : 'difference'](new Set([field])),
          }));
          if (saving === 'saved') setSaving('no');
        }}
      />
    );
  };

  return (
    <form
      ref={root}
      noValidate
      className={`${styles.form} ${labels.labels}`}
      onSubmit={(event) => {
        event.preventDefault();
        if (isBusy || checking) return;
        if (isChanged) {
          void attempt('saving', () => client.call('connections.save', { name, values: changes }));
        } else {
          onCheck();
        }
      }}
    >
      <div className={styles.fields}>{usual[name].map(show)}</div>
      {more[name].length > 0 && (
        <details
          className={styles.more}
          open={moreOpen}
          onToggle={({ currentTarget }) => setMoreOpen(currentTarget.open)}
        >
          <summary>{t('more')}</summary>
          <div className={styles.fields}>{more[name].map(show)}</div>
        </details>
      )}
      {error !== null && !isBeside && (
        <Notice tone="bad" role="alert">
          <p>{plainWords(said(error.message))}</p>
          {fix !== undefined && <p className={styles.fix}>{said(fix)}</p>}
        </Notice>
      )}
      <div className={styles.buttons}>
        <Button
          type="submit"
          variant={isChanged ? 'filled' : 'default'}
          aria-disabled={isBusy || checking}
          loading={saving === 'saving'}
        >
          {t(isChanged ? 'save' : 'check')}
        </Button>
        {name === 'gmail' && (
          <Button
            variant={canSignIn ? 'filled' : 'default'}
            disabled={!canSignIn || isBusy}
            onClick={() =>
              void attempt('signing-in', () => client.call('connections.signIn', { name: 'gmail' }))
            }
          >
            {t('signIn')}
          </Button>
        )}
        {name === 'gmail' && (
          <Button
            variant="default"
            disabled={!canSignIn || !isSet('GMAIL_REFRESH_TOKEN') || isBusy}
            onClick={() =>
              void attempt('signing-in', () =>
                client.call('connections.signIn', { name: 'gmail', sending: true }),
              )
            }
          >
            {t(isSet('GMAIL_SEND_REFRESH_TOKEN') ? 'allowSendingAgain' : 'allowSending')}
          </Button>
        )}
        <span role="status" className={styles.note}>
          {checking
            ? t('checkingNow')
            : saving === 'saved'
              ? t('saved')
              : saving === 'signing-in'
                ? t('signingIn')
                : ''}
        </span>
      </div>
    </form>
  );
}

/** The error of a value often contains the fix already. */
const fixOf = ({ message, fix }: CallError): string | undefined =>
  fix !== undefined && message.endsWith(fix) ? undefined : fix;

const wordsOf = (error: CallError, said: Saying): string =>
  [error.message, fixOf(error)]
    .filter((words) => words !== undefined)
    .map((words) => plainWords(said(words)))
    .join('. ');
