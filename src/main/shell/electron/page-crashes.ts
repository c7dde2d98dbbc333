import type { ByLanguage } from '../../../shared/languages.ts';
import type { Desk } from '../../host.ts';
import type { Clock, Log } from '../../ports.ts';
import { languageOf } from './app-language.ts';
import type { Electron } from './electron.ts';

const words = {
  en: {
    ends: 'The window of Orderbell cannot be shown: what draws it ends again and again',
    fix: 'Orders are still received and kept. Restart this computer, then try again; if that does not help, install Orderbell anew.',
    linux:
      'On Linux this computer may not allow the sandbox: the deb package brings what it needs. Started with --no-sandbox, Orderbell does without it.',
    again: 'Try again',
    quit: 'Quit',
  },
  uk: {
    ends: 'Вікно Orderbell не вдається показати: те, що його малює, щоразу завершується',
    fix: 'Замовлення далі надходять і зберігаються. Перезавантажте комп’ютер і спробуйте ще раз; якщо не допоможе, встановіть Orderbell заново.',
    linux:
      'У Linux цей комп’ютер, можливо, не дозволяє пісочницю: пакет deb має все, що їй потрібно. Запущений з --no-sandbox, Orderbell обходиться без неї.',
    again: 'Спробувати ще раз',
    quit: 'Вийти',
  },
  pl: {
    ends: 'Nie można pokazać okna Orderbell: to, co je rysuje, wciąż się kończy',
    fix: 'Zamówienia nadal przychodzą i są zapisywane. Uruchom komputer ponownie i spróbuj jeszcze raz; jeśli to nie pomoże, zainstaluj Orderbell od nowa.',
    linux:
      'W Linuksie ten komputer może nie pozwalać na piaskownicę: pakiet deb ma to, czego ona potrzebuje. Uruchomiony z --no-sandbox, Orderbell obywa się bez niej.',
    again: 'Spróbuj ponownie',
    quit: 'Zakończ',
  },
} as const satisfies ByLanguage<unknown>;

/** Asks the person what to do about a page that keeps crashing. */
export type AskAboutCrashes = () => Promise<'again' | 'quit'>;

const mostWithin = 3;
const withinMs = 60_000;

/** Reloads a crashed page, but not endlessly: a page that crashes at each load would keep the processor busy unnoticed. */
export function createReloads(parts: {
  readonly clock: Clock;
  readonly log: Log;
  readonly load: () => void;
  readonly quit: () => void;
  readonly ask: AskAboutCrashes;
}): () => void {
  const { clock, log, load, quit, ask } = parts;
  let recent: readonly number[] = [];
  let isAsking = false;

  async function askThen(): Promise<void> {
    isAsking = true;
    const answer = await ask().finally(() => {
      isAsking = false;
    });
    if (answer === 'quit') {
      quit();
      return;
    }
    recent = [];
    load();
  }
  return () => {
    if (isAsking) return;
    const now = clock.uptime();
    recent = recent.filter((at) => now - at < withinMs);
    if (recent.length < mostWithin) {
      recent = [...recent, now];
      load();
      return;
    }
    log.error('the page crashes again and again; it is not loaded any more until somebody says so');
    askThen().catch((error: unknown) => log.error('nobody could be asked about the crashes', { error }));
  };
}

/** Asks in a system dialog, because there is no page to show it. */
export function askInBox({ dialog }: Electron, desk: Desk, platform: string): AskAboutCrashes {
  return async () => {
    const { ends, fix, linux, again, quit } = words[await languageOf(desk)];
    const { response } = await dialog.showMessageBox({
      type: 'error',
      message: ends,
      detail: platform === 'linux' ? `${fix}\n\n${linux}` : fix,
      buttons: [again, quit],
      defaultId: 0,
      // closed without an answer, the app goes on receiving
      cancelId: 0,
      noLink: true,
    });
    return response === 1 ? 'quit' : 'again';
  };
}
