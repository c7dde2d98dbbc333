import type { Log, Loop } from './ports.ts';

/** Stops parts one after another, even if one fails to stop: a part left running would conflict with the next start. */
export async function stopEach(parts: readonly (Pick<Loop, 'stop'> | null)[], log: Log): Promise<void> {
  for (const part of parts) {
    try {
      await part?.stop();
    } catch (error) {
      log.error('a part did not stop as it should', { error });
    }
  }
}
