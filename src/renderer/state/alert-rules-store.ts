import { createStore } from 'zustand/vanilla';
import { ringKeys } from '../../shared/alert-rules/escalation.ts';
import type { AlertRules } from '../../shared/alert-rules/rules.ts';
import type { Source } from '../../shared/ids.ts';
import type { Client } from '../client/client.ts';
import type { Clock } from './clock.ts';
import { createQueryStore } from './query-store.ts';

/** A bell that is not saved yet, and what the changes were made to. */
type BellEdit = { readonly bell: AlertRules; readonly base: AlertRules };

/** Told apart by their text; a part that was left out and put back stands elsewhere in it. */
const isSame = (one: AlertRules, other: AlertRules): boolean => textOf(one) === textOf(other);
const textOf = (bell: AlertRules): string => JSON.stringify(bell, (_key, part: unknown) => inOneOrder(part));
const inOneOrder = (part: unknown): unknown =>
  typeof part === 'object' && part !== null && !Array.isArray(part)
    ? Object.fromEntries(Object.entries(part).toSorted(([one], [other]) => (one < other ? -1 : 1)))
    : part;

/** Who is told of orders, who is on duty, and what rings here; and which orders this window was told to be quiet about. */
export function createAlertRulesStore({ client, clock }: { client: Client; clock: Clock }) {
  const asked = createQueryStore({
    client,
    clock,
    ask: () => client.call('bell.get', undefined),
    when: ({ kind }) => kind === 'bell-changed' || kind === 'app-changed',
    everyMs: 60_000, // a Messenger window shuts without an event
  });
  const edited = createStore<BellEdit | null>(() => null);
  /** What is on its way to be saved. */
  let saving: BellEdit | null = null;
  const hushed = createStore<{ readonly keys: ReadonlySet<string> }>(() => ({ keys: new Set() }));

  /** What stands to be rung here, hushed or not. */
  const standing = (): readonly string[] => {
    const now = asked.getState();
    return now.state === 'ready' ? ringKeys(now.value.ring) : [];
  };

  // an order that was taken and given back waits anew
  asked.subscribe(() => {
    if (asked.getState().state !== 'ready') return;
    const stands = new Set(standing());
    const before = hushed.getState().keys;
    const keys = new Set([...before].filter((key) => stands.has(key)));
    if (keys.size < before.size) hushed.setState({ keys });
  });

  /** What was changed while it was being saved is left, as changes made to `base`. */
  function endSaving(one: BellEdit, base: AlertRules): void {
    if (saving !== one) return;
    saving = null;
    const left = edited.getState();
    edited.setState(left === null || isSame(left.bell, base) ? null : { bell: left.bell, base });
  }

  return {
    ...asked,
    /** Stays until it is saved or discarded, whichever page is shown, or until another shop is open. */
    edited,
    /** The bell as it is changed on screen; changed back to what it was, it is no edit any more. */
    edit(next: AlertRules): void {
      const now = asked.getState();
      const base = edited.getState()?.base ?? (now.state === 'ready' ? now.value.bell : null);
      if (base === null) return;
      // while the change is being saved, changing it back is a change too
      edited.setState(saving === null && isSame(next, base) ? null : { bell: next, base });
    },
    /** Another shop is open: what was changed of the last one's bell would be saved into this one's. */
    async forget(): Promise<void> {
      saving = null;
      edited.setState(null);
      await asked.forget();
    },
    hushed,
    standing,
    /** This window rings no more for what rings now, as long as it does; for the next one it rings again. */
    hush: (): void => hushed.setState({ keys: new Set(standing()) }),
    async setDuty(on: boolean): Promise<void> {
      await client.call('duty.set', { on });
      await asked.refresh();
    },
    /** Ends the shift of somebody who has left and cannot end it himself. */
    async endShift(manager: string): Promise<void> {
      await client.call('duty.set', { on: false, manager });
      await asked.refresh();
    },
    /** Whether this computer rings for the orders of a source. */
    async ringHere(source: Source, on: boolean): Promise<void> {
      await client.call('bell.ringHere', { source, on });
      await asked.refresh();
    },
    /** Saves what is changed, beside what others saved since; what is changed further meanwhile stays to be saved. */
    async save(): Promise<void> {
      const one = edited.getState();
      if (one === null) return;
      saving = one;
      try {
        await client.call('bell.set', one);
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
