import type { SideProcess } from './ports.ts';

/** How long a process beside the app may take until it listens, in milliseconds. */
export const startLimitMs = 20_000;
/** What ends a process twice is the fault of what it was given; once it may have been anything. */
export const tries = 2;

export type Word = { readonly kind: 'said'; readonly message: unknown } | { readonly kind: 'ended' | 'late' };

/** The next that a process says; `late` where that takes longer than `withinMs`. Ask for it before what it is the answer to. */
export function nextWord(beside: SideProcess, withinMs: number): Promise<Word> {
  return new Promise((resolve) => {
    const settle = (word: Word): void => {
      clearTimeout(timer);
      deaf();
      resolve(word);
    };
    const timer = setTimeout(() => settle({ kind: 'late' }), withinMs);
    const deaf = beside.listen({
      message: (message) => settle({ kind: 'said', message }),
      end: () => settle({ kind: 'ended' }),
    });
  });
}
