import type { Clock, Ledger } from '../../../src/main/ports.ts';
import type { EntryDraft } from '../../../src/shared/entry.ts';
import { Problem } from '../../../src/shared/problem.ts';
import { fullDisk } from '../../support/full-disk.ts';
import type { Around, CallName } from '../../unit/selling/faults/fake-shop.ts';
import { callNames } from '../../unit/selling/faults/fake-shop.ts';

/** The events whose write is a separate step. */
const writeNames = [
  'draft-changed:creating',
  'draft-changed:calculating',
  'draft-changed:ready',
  'draft-changed:replaced',
  'draft-changed:paid',
  'link-sent:sending',
  'link-sent:sent',
  'draft-closing:asked',
] as const;

export type Moment = 'before' | 'after';
export type Step = { readonly number: number; readonly what: string; readonly moment: Moment };

/** Every step of a sale by payment link: before and after each call and each write. */
export const steps: readonly Step[] = [
  ...callNames.filter((name) => name !== 'try').map((name) => `call ${name}`),
  ...writeNames.map((name) => `write ${name}`),
  'call try', // last, because random choices depend on the step number
]
  .flatMap((what) => (['before', 'after'] as const).map((moment) => ({ what, moment })))
  .map((step, index) => ({ number: index + 1, ...step }));

export const faults = ['lost', '5xx', 'timeout', 'throttled', 'signed-out', 'disk', 'crash'] as const;
export type Fault = (typeof faults)[number];

/** The possible faults of a step: a completed request cannot be throttled. */
export function faultsAt({ what, moment }: Step): readonly Fault[] {
  if (what.startsWith('write ')) return moment === 'before' ? ['crash', 'disk'] : ['crash'];
  return moment === 'before'
    ? ['lost', '5xx', 'timeout', 'throttled', 'signed-out', 'crash']
    : ['lost', '5xx', 'timeout', 'crash'];
}

class Crashed extends Error {}
const never = <T>(): Promise<T> => new Promise(() => {});
const mutations: ReadonlySet<CallName> = new Set(['try', 'create', 'delete', 'mail', 'message']);

function problemOf(fault: Fault, call: CallName): Problem {
  if (fault === 'throttled') {
    return new Problem('throttled', 'asked to go slower', { retryAfterMs: 3_000 });
  }
  if (fault === 'signed-out') return new Problem('signed-out', 'the sign-in is lost');
  return mutations.has(call)
    ? new Problem('unknown-outcome', `nobody knows (${fault})`)
    : new Problem('unreachable', `no answer (${fault})`);
}

export type Breaking = {
  readonly around: Around;
  readonly ledger: Ledger;
  readonly clock: Clock;
  /** Resolves at the crash of the app. */
  readonly crashed: Promise<void>;
  isDead(): boolean;
};
type Plan = {
  readonly step: Step;
  readonly fault: Fault;
  left: number;
  /** Loses the answer to the first draft order, so that it has to be looked up. */
  losesFirst: boolean;
};

/** One run of the app on a surviving ledger: it breaks as planned, and does nothing after its death. */
export function breakingApp(real: { ledger: Ledger; clock: Clock }, plan: Plan): Breaking {
  let dead = false;
  let tellCrash = (): void => {};
  const crashed = new Promise<void>((resolve) => {
    tellCrash = resolve;
  });

  /** @returns the fault that happens at this moment */
  function due(what: string, moment: Moment): Fault | null {
    if (plan.left <= 0 || plan.step.what !== what || plan.step.moment !== moment) return null;
    plan.left -= 1;
    return plan.left === 0 ? plan.fault : null;
  }
  function die(): void {
    dead = true;
    tellCrash();
  }

  const around: Around = async (call, work) => {
    await Promise.resolve();
    if (dead) return never();
    const before = due(`call ${call}`, 'before');
    if (before === 'crash') die();
    if (dead) return never();
    if (before) throw problemOf(before, call);
    const answer = work();
    if (plan.losesFirst && call === 'create') {
      plan.losesFirst = false;
      throw problemOf('lost', call);
    }
    const after = due(`call ${call}`, 'after');
    if (after === 'crash') die();
    if (dead) return never();
    if (after) throw problemOf(after, call);
    return answer;
  };

  let depth = 0;
  let written: string[] = [];
  function write<T>(work: () => T): T {
    if (dead) throw new Crashed();
    if (depth > 0) return work();
    depth += 1;
    written = [];
    try {
      const result = real.ledger.transaction(() => {
        const value = work();
        for (const what of written) {
          const fault = due(what, 'before');
          if (fault === 'crash') die();
          if (fault !== null) throw fault === 'disk' ? fullDisk() : new Crashed();
        }
        return value;
      });
      for (const what of written) if (due(what, 'after') === 'crash') die();
      if (dead) throw new Crashed();
      return result;
    } finally {
      depth -= 1;
    }
  }

  const { ledger } = real;
  return {
    around,
    crashed,
    isDead: () => dead,
    clock: {
      now: real.clock.now,
      uptime: real.clock.uptime,
      after: (ms, work) =>
        real.clock.after(ms, () => {
          if (!dead) work();
        }),
    },
    ledger: {
      ...ledger,
      transaction: write,
      entries: {
        ...ledger.entries,
        append: (entry: EntryDraft) =>
          write(() => {
            const state = 'state' in entry.data ? `:${entry.data.state}` : '';
            written.push(`write ${entry.kind}${state}`);
            return ledger.entries.append(entry);
          }),
        onAppended: (listener) =>
          ledger.entries.onAppended((entries, arrival) => {
            if (!dead) listener(entries, arrival);
          }),
      },
      settings: { ...ledger.settings, set: (name, value) => write(() => ledger.settings.set(name, value)) },
    },
  };
}
