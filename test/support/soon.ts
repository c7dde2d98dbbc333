import { vi } from 'vitest';

/** Waits for results from the network or another process, which are slow on a busy machine. */
export const soon = <T>(look: () => T | Promise<T>): Promise<T> => vi.waitFor(look, { timeout: 5_000 });
