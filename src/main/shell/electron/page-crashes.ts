import { textsOf } from '../../../shared/texts.ts';
import type { Desk } from '../../host.ts';
import type { Clock, Log } from '../../ports.ts';
import { languageOf } from './app-language.ts';
import type { Electron } from './electron.ts';

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
    const t = textsOf(await languageOf(desk), 'desktop');
    const fix = t('crashedFix');
    const { response } = await dialog.showMessageBox({
      type: 'error',
      message: t('crashed'),
      detail: platform === 'linux' ? `${fix}\n\n${t('crashedLinux')}` : fix,
      buttons: [t('again'), t('quit')],
      defaultId: 0,
      // closed without an answer, the app goes on receiving
      cancelId: 0,
      noLink: true,
    });
    return response === 1 ? 'quit' : 'again';
  };
}
