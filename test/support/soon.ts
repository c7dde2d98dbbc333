import { vi } from 'vitest';

/** Waits for what comes over a wire or out of another process, which takes longer on a busy machine. */
export const soon = <T>(look: () => T | Promise<T>): Promise<T> => vi.waitFor(look, { timeout: 5_000 });
