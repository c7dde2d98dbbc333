import { createStore } from 'zustand/vanilla';
import { ringKeys } from '../../shared/alert-rules/escalation.ts';
import type { AlertRules } from '../../shared/alert-rules/rules.ts';
import type { Source } from '../../shared/ids.ts';
import type { Client } from '../lib/client/client.ts';
import type { Clock } from '../lib/clock.ts';
import { createQueryStore } from './queries/query-store.ts';

/** Unsaved alert rules, and the version they were changed from. */
type BellEdit = { readonly bell: AlertRules; readonly base: AlertRules };

/** Compares by content: the order of keys does not matter. */
const isSame = (one: AlertRules, other: AlertRules): boolean => textOf(one) === textOf(other);
const textOf = (bell: AlertRules): string => JSON.stringify(bell, (_key, part: unknown) => inOneOrder(part));
const inOneOrder = (part: unknown): unknown =>
  typeof part === 'object' && part !== null && !Array.isArray(part)
    ? Object.fromEntries(Object.entries(part).toSorted(([one], [other]) => (one < other ? -1 : 1)))
    : part;

/** The alert rules, who is on duty, and which alerts ring here or are silenced in this window. */
export function createAlertRulesStore({ client, clock }: { client: Client; clock: Clock }) {
  const asked = createQueryStore({
    client,
    clock,
    ask: () => client.call('alertRules.get', undefined),
    when: ({ kind }) => kind === 'alert-rules-changed' || kind === 'app-changed',
    everyMs: 60_000, // the Messenger window closes without an event
  });
  const edited = createStore<BellEdit | null>(() => null);
  /** The rules that are being saved. */
  let saving: BellEdit | null = null;
  const hushed = createStore<{ readonly keys: ReadonlySet<string> }>(() => ({ keys: new Set() }));

  /** All orders that should ring here, silenced or not. */
  const standing = (): readonly string[] => {
    const now = asked.getState();
    return now.state === 'ready' ? ringKeys(now.value.ring) : [];
  };

  // an order that was taken and released rings again
  asked.subscribe(() => {
    if (asked.getState().state !== 'ready') return;
    const stands = new Set(standing());
    const before = hushed.getState().keys;
    const keys = new Set([...before].filter((key) => stands.has(key)));
    if (keys.size < before.size) hushed.setState({ keys });
  });

  /** Keeps what was changed during the save, as changes to `base`. */
  function endSaving(one: BellEdit, base: AlertRules): void {
    if (saving !== one) return;
    saving = null;
    const left = edited.getState();
    edited.setState(left === null || isSame(left.bell, base) ? null : { bell: left.bell, base });
  }

  return {
    ...asked,
    /** The unsaved rules. They are kept until they are saved or discarded, or until another shop opens. */
    edited,
    /** Edits the rules. A change back to the saved rules is no edit. */
    edit(next: AlertRules): void {
      const now = asked.getState();
      const base = edited.getState()?.base ?? (now.state === 'ready' ? now.value.bell : null);
      if (base === null) return;
      // while a change is being saved, reverting it is a change too
      edited.setState(saving === null && isSame(next, base) ? null : { bell: next, base });
    },
    /** Drops the edits when another shop opens, so that they are not saved into the wrong shop. */
    async forget(): Promise<void> {
      saving = null;
      edited.setState(null);
      await asked.forget();
    },
    hushed,
    standing,
    /** Silences what rings now in this window. The next order rings again. */
    hush: (): void => hushed.setState({ keys: new Set(standing()) }),
    async setDuty(on: boolean): Promise<void> {
      await client.call('duty.set', { on });
      await asked.refresh();
    },
    /** Ends the shift of a manager who has left and cannot end it. */
    async endShift(manager: string): Promise<void> {
      await client.call('duty.set', { on: false, manager });
      await asked.refresh();
    },
    /** Whether this computer rings for the orders of a source. */
    async ringHere(source: Source, on: boolean): Promise<void> {
      await client.call('alertRules.ringHere', { source, on });
      await asked.refresh();
    },
    /** Saves the edits, merged with what others saved since. Edits made during the save stay unsaved. */
    async save(): Promise<void> {
      const one = edited.getState();
      if (one === null) return;
      saving = one;
      try {
        await client.call('alertRules.set', one);
        await asked.refresh();
      } catch (thrown) {
        endSaving(one, one.base);
        throw thrown;
      }
      endSaving(one, one.bell);
    },
  };
}
export type AlertRulesStore = ReturnType<typeof createAlertRulesStore>;
