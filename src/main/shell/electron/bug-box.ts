import type { ByLanguage } from '../../../shared/languages.ts';
import { firstSpoken } from '../../../shared/languages.ts';
import type { Log } from '../../ports.ts';
import type { Electron } from './electron.ts';

const words = {
  en: {
    what: 'Something went wrong inside Orderbell. The log has the details.',
    fix: 'Orderbell goes on. If something stands still, quit it and start it again.',
  },
  uk: {
    what: 'Усередині Orderbell щось пішло не так. Подробиці — в журналі.',
    fix: 'Orderbell працює далі. Якщо щось стоїть, вийдіть з нього і запустіть знову.',
  },
  pl: {
    what: 'Coś poszło źle wewnątrz Orderbell. Szczegóły są w dzienniku.',
    fix: 'Orderbell działa dalej. Jeśli coś stoi, zakończ go i uruchom ponownie.',
  },
} as const satisfies ByLanguage<unknown>;

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
        const { what, fix } = words[firstSpoken(app.getPreferredSystemLanguages())];
        return dialog.showMessageBox({ type: 'error', message: what, detail: fix, noLink: true });
      })
      .catch((cause: unknown) => log.error('a bug could not be told', { error: cause }));
  };
}
