import type { Log, Loop } from './ports.ts';

/** Stops one after the other, each also where another one fails to: it would run on beside what is started next. */
export async function stopEach(parts: readonly (Pick<Loop, 'stop'> | null)[], log: Log): Promise<void> {
  for (const part of parts) {
    try {
      await part?.stop();
    } catch (error) {
      log.error('a part did not stop as it should', { error });
    }
  }
}
