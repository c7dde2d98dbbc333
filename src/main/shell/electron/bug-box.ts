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
 * Says of a bug that nobody has caught, once a run, in a box that holds nothing up: Electron's own stops the app until somebody
 * closes it. The app goes on, and what the bug has ended stands still.
 */
export function createBugBox({ app, dialog }: Pick<Electron, 'app' | 'dialog'>, log: Log) {
  let isSaid = false;
  return (error: unknown): void => {
    log.error('a bug', { error });
    if (isSaid) return;
    isSaid = true;
    // before it is ready Electron throws instead of showing one
    app
      .whenReady()
      .then(() => {
        // of no shop's language: it may be the shop that has the bug
        const { what, fix } = words[firstSpoken(app.getPreferredSystemLanguages())];
        return dialog.showMessageBox({ type: 'error', message: what, detail: fix, noLink: true });
      })
      .catch((cause: unknown) => log.error('a bug could not be told', { error: cause }));
  };
}
