import type { Desk } from '../../host.ts';
import type { Clock, Log } from '../../ports.ts';
import type { Electron } from './electron.ts';

type StopParts = {
  readonly electron: Pick<Electron, 'app' | 'powerMonitor'>;
  readonly platform: string;
  readonly clock: Clock;
  readonly desk: Desk;
  readonly log: Log;
  /** Called before stopping: nothing may block it. */
  readonly onStopping: () => void;
  /** Allows the window to close from now on. */
  readonly letGo: () => void;
};

const stopWithinMs = 4_500;

/**
 * Quitting waits for the running batch, with a timeout: the data on disk is safe either way.
 * @returns quits, then runs a last step instead of ending the process
 */
export function stopBeforeQuit(parts: StopParts) {
  const { electron, platform, clock, desk, log, onStopping, letGo } = parts;
  const { app, powerMonitor } = electron;
  let isSessionEnding = false;
  let isStopping = false;
  let isStopped = false;
  let last = (): void => app.exit(0);
  // macOS cancels a log-out, restart or shutdown as soon as one app prevents its quit
  if (platform === 'darwin') {
    powerMonitor.on('shutdown', () => {
      isSessionEnding = true;
    });
  }
  app.on('before-quit', (event) => {
    // an installer quits once more, and must not be prevented
    if (isStopped) return;
    if (isSessionEnding) {
      isStopped = true;
      log.info('stopping', { because: 'the session ends' });
      letGo();
      desk.endNow();
      return;
    }
    event.preventDefault();
    if (isStopping) return;
    isStopping = true;
    const leave = (): void => {
      if (isStopped) return;
      isStopped = true;
      letGo();
      last();
    };
    const cancel = clock.after(stopWithinMs, leave);
    onStopping();
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
