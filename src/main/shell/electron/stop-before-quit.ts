import type { Desk } from '../../host.ts';
import type { Clock, Log } from '../../ports.ts';
import type { Electron } from './electron.ts';

type StopParts = {
  readonly electron: Pick<Electron, 'app'>;
  readonly clock: Clock;
  readonly desk: Desk;
  readonly log: Log;
  readonly letGo: () => void;
};

const stopWithinMs = 4_500;

/**
 * Quitting waits for the running batch, but never for long: what is on disk is safe either way.
 * @returns what quits, and does something last instead of just ending
 */
export function stopBeforeQuit({ electron: { app }, desk, clock, log, letGo }: StopParts) {
  let isStopping = false;
  let isStopped = false;
  let last = (): void => app.exit(0);
  app.on('before-quit', (event) => {
    // whoever installs quits once more, and must not be kept
    if (isStopped) return;
    event.preventDefault();
    letGo();
    if (isStopping) return;
    isStopping = true;
    const leave = (): void => {
      if (isStopped) return;
      isStopped = true;
      last();
    };
    const cancel = clock.after(stopWithinMs, leave);
    desk
      .stop()
      .catch((error: unknown) => log.error('stopping failed', { error }))
      .finally(cancel)
      .then(leave, leave);
  });
  return (then: () => void): void => {
    last = then;
    app.quit();
  };
}
