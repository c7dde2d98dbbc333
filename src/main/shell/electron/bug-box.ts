import { firstSpoken } from '../../../shared/languages.ts';
import { textsOf } from '../../../shared/texts.ts';
import type { Log } from '../../ports.ts';
import type { Electron } from './electron.ts';

/**
 * Reports an uncaught error once a run in a dialog that does not block: Electron's own stops the app until it is closed. The app
 * goes on without what the error has ended.
 */
export function createBugBox({ app, dialog }: Pick<Electron, 'app' | 'dialog'>, log: Log) {
  let isSaid = false;
  return (error: unknown): void => {
    log.error('a bug', { error });
    if (isSaid) return;
    isSaid = true;
    // Electron throws if a dialog is opened before it is ready
    app
      .whenReady()
      .then(() => {
        // in the system's language, because the shop's settings may cause the error
        const t = textsOf(firstSpoken(app.getPreferredSystemLanguages()), 'desktop');
        return dialog.showMessageBox({ type: 'error', message: t('bug'), detail: t('bugFix'), noLink: true });
      })
      .catch((cause: unknown) => log.error('a bug could not be told', { error: cause }));
  };
}
