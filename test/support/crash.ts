import type { Ledger } from '../../src/main/ports.ts';

export type CrashPoint = {
  /** The number of the last ledger call, from 1. */
  readonly call: number;
  /** Whether that call still has its effect. */
  readonly when: 'before' | 'after';
};

export type DyingLedger = {
  readonly ledger: Ledger;
  died(): boolean;
  /** The number of calls so far. */
  calls(): number;
};

/**
 * A ledger as seen by a process that dies at one of its calls: later calls throw, and an open transaction is
 * rolled back. Committed data stays for the next process.
 */
export function dyingLedger(ledger: Ledger, { call, when }: CrashPoint): DyingLedger {
  let calls = 0;
  let dead = false;
  const guarded = (work: () => unknown): unknown => {
    if (dead) throw new Error('the process is dead');
    calls += 1;
    const last = calls === call;
    dead = last && when === 'before';
    if (dead) throw new Error('the process died');
    const result = work();
    if (last) {
      dead = true;
      throw new Error('the process died');
    }
    return result;
  };
  const wrapped = <T extends object>(target: T): T =>
    new Proxy(target, {
      get(object, name) {
        const value: unknown = Reflect.get(object, name);
        if (typeof value === 'function') {
          return (...args: unknown[]) => guarded(() => Reflect.apply(value, object, args));
        }
        return typeof value === 'object' && value !== null ? wrapped(value) : value;
      },
    });
  return { ledger: wrapped(ledger), died: () => dead, calls: () => calls };
}
