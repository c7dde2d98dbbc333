import { Button } from '@mantine/core';
import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { ConnectionView } from '../../../shared/views.ts';
import type { CallError } from '../../client/client.ts';
import { toCallError } from '../../client/client.ts';
import { useClient } from '../../client/context.tsx';
import { useStores } from '../../state/context.tsx';
import labels from '../../ui/labels.module.css';
import { Notice } from '../../ui/notice.tsx';
import { AccountField } from './account-field.tsx';
import type { FieldName, Typed } from './fields.ts';
import { changesOf, isAsked, more, plainWords, usual } from './fields.ts';
import styles from './setup.module.css';

type Props = { readonly connection: ConnectionView; readonly onSaved: () => void };
type Saving = 'no' | 'saving' | 'signing-in' | 'saved';

/** What is typed for one account. Only what was changed is sent; a secret is never shown again. */
export function AccountForm({ connection, onSaved }: Props) {
  const { t } = useTranslation('setup');
  const client = useClient();
  const { connections } = useStores();
  const { name, fields } = connection;
  const root = useRef<HTMLFormElement>(null);
  const [typed, setTyped] = useState<Typed>({});
  const [removed, setRemoved] = useState<ReadonlySet<string>>(new Set());
  const [saving, setSaving] = useState<Saving>('no');
  const [error, setError] = useState<CallError | null>(null);

  const changes = changesOf(fields, typed, removed);
  const isChanged = Object.keys(changes).length > 0;
  const tunnel = typed.TUNNEL ?? fields.find((field) => field.name === 'TUNNEL')?.value ?? 'none';
  const isSet = (field: string): boolean => fields.some((view) => view.name === field && view.isSet);
  const canSignIn =
    name === 'gmail' && isSet('GMAIL_CLIENT_ID') && isSet('GMAIL_CLIENT_SECRET') && !isChanged;
  const isBusy = saving === 'saving' || saving === 'signing-in';

  async function attempt(kind: 'saving' | 'signing-in', work: () => Promise<ConnectionView>): Promise<void> {
    setSaving(kind);
    setError(null);
    try {
      await work();
      setTyped({});
      setRemoved(new Set());
      setSaving('saved');
      await connections.refresh();
      onSaved();
    } catch (thrown) {
      flushSync(() => {
        setError(toCallError(thrown));
        setSaving('no');
      });
      root.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
    }
  }

  const show = (field: FieldName) => {
    const view = fields.find((candidate) => candidate.name === field);
    if (view === undefined || !isAsked(field, tunnel)) return null;
    return (
      <AccountField
        key={field}
        name={field}
        view={view}
        text={typed[field]}
        isRemoved={removed.has(field)}
        error={error?.field === field ? plainWords(error.message) : null}
        onType={(text) => {
          setTyped((before) => ({ ...before, [field]: text }));
          setSaving('no');
          if (error?.field === field) setError(null);
        }}
        onRemove={(isRemoved) => {
          const next = new Set(removed);
          if (isRemoved) next.add(field);
          else next.delete(field);
          setRemoved(next);
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
        if (isChanged && !isBusy) {
          void attempt('saving', () => client.call('connections.save', { name, values: changes }));
        }
      }}
    >
      <div className={styles.fields}>{usual[name].map(show)}</div>
      {more[name].length > 0 && (
        <details
          className={styles.more}
          open={more[name].some((field) => field === error?.field) || undefined}
        >
          <summary>{t('more')}</summary>
          <div className={styles.fields}>{more[name].map(show)}</div>
        </details>
      )}
      {error !== null &&
        (error.field === undefined || !fields.some((field) => field.name === error.field)) && (
          <Notice tone="bad" role="alert">
            <p>{plainWords(error.message)}</p>
            {error.fix !== undefined && <p className={styles.fix}>{error.fix}</p>}
          </Notice>
        )}
      <div className={styles.buttons}>
        <Button type="submit" disabled={!isChanged || isBusy} loading={saving === 'saving'}>
          {t('save')}
        </Button>
        {name === 'gmail' && (
          <Button
            variant={canSignIn ? 'filled' : 'default'}
            disabled={!canSignIn || isBusy}
            loading={saving === 'signing-in'}
            onClick={() =>
              void attempt('signing-in', () => client.call('connections.signIn', { name: 'gmail' }))
            }
          >
            {t('signIn')}
          </Button>
        )}
        <span role="status" className={styles.note}>
          {saving === 'saved' ? t('saved') : saving === 'signing-in' ? t('signingIn') : ''}
        </span>
      </div>
    </form>
  );
}
