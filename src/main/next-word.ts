import type { SideProcess } from './ports.ts';

/** The start timeout of a side process, in milliseconds. */
export const startLimitMs = 20_000;
/** Two crashes on the same input: blame the input. */
export const tries = 2;

export type Word = { readonly kind: 'said'; readonly message: unknown } | { readonly kind: 'ended' | 'late' };

/** The next message of a process; `late` after `withinMs`. Call it before sending the request. */
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
