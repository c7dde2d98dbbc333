import { useEffect, useState } from 'react';
import type { Output } from '../../../shared/contract.ts';
import type { FieldChange } from '../../../shared/form-merge.ts';
import { meet } from '../../../shared/form-merge.ts';
import type { ManualOrderForm } from '../../../shared/forms.ts';
import type { OrderId } from '../../../shared/ids.ts';
import { toCallError } from '../../lib/client/client.ts';
import { useClient } from '../../lib/client/context.tsx';
import type { Choice } from './changed-meanwhile.tsx';

/** The changes that others saved first, while the manager decides. */
export type Asked = { readonly changes: readonly FieldChange[]; readonly choose: (choice: Choice) => void };

type Opened = Pick<Output<'manual.form'>, 'form' | 'version'>;

/** Who has saved the order since the form's version; empty if nobody has. */
export function useSavedSince(id: OrderId, version: number): string {
  const client = useClient();
  const [by, setBy] = useState('');
  useEffect(() => {
    let isGone = false;
    const ask = (): void => {
      client.call('manual.since', { id, base: version }).then(
        (since) => isGone || setBy(since.version === version ? '' : (since.steps.at(-1)?.by ?? '')),
        () => undefined, // the save will report the error if it persists
      );
    };
    ask(); // restored input may be older than the current version
    const end = client.on((event) => {
      if (event.kind === 'orders-changed' && (event.ids.length === 0 || event.ids.includes(id))) ask();
    });
    return () => {
      isGone = true;
      end();
    };
  }, [client, id, version]);
  return by;
}

/**
 * Saves a form on the version it was opened on. If others have saved since, nothing is overwritten unseen: the manager is asked
 * each time, and fields that he did not change keep the others' values.
 */
export function useSaving(id: OrderId, opened: Opened) {
  const client = useClient();
  const [asked, setAsked] = useState<Asked | null>(null);

  const ask = (changes: readonly FieldChange[]): Promise<Choice> =>
    new Promise((resolve) => {
      setAsked({
        changes,
        choose: (choice) => {
          setAsked(null);
          resolve(choice);
        },
      });
    });

  /** @returns whether it was saved, or dropped by the manager. @throws CallError, also if he returns to the form */
  async function save(mine: ManualOrderForm): Promise<'saved' | 'dropped'> {
    let { form: base, version } = opened;
    let form = mine;
    for (;;) {
      try {
        await client.call('manual.edit', { id, base: version, paymentStatus: base.paymentStatus, form });
        return 'saved';
      } catch (thrown) {
        const error = toCallError(thrown);
        if (error.field !== 'base') throw error;
        const since = await client.call('manual.since', { id, base: version });
        const { changes, merged } = meet(base, since.steps, form);
        const choice = await ask(changes);
        if (choice === 'drop') return 'dropped';
        if (choice === 'back') throw error;
        form = merged;
        version = since.version;
        base = since.steps.at(-1)?.form ?? base;
      }
    }
  }

  return { asked, save };
}
