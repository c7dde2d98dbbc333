import { onTestFinished, vi } from 'vitest';
import type { Clock } from '../../../src/main/ports.ts';

/** For this test, what a request may take is counted by its clock: a service that says nothing costs no real time. */
export function limitsBy(clock: Clock): void {
  const spy = vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
    const limit = new AbortController();
    clock.after(ms, () =>
      limit.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError')),
    );
    return limit.signal;
  });
  onTestFinished(() => spy.mockRestore());
}
