import type { ByLanguage, Language } from '../../../shared/languages.ts';
import { isMapHref } from '../../../shared/map-link.ts';
import type { Electron } from './electron.ts';

const words = {
  en: { open: 'Open', ask: (where: string) => `Open ${where}?`, cancel: 'Cancel' },
  uk: { open: 'Відкрити', ask: (where: string) => `Відкрити ${where}?`, cancel: 'Скасувати' },
  pl: { open: 'Otwórz', ask: (where: string) => `Otworzyć ${where}?`, cancel: 'Anuluj' },
} as const satisfies ByLanguage<unknown>;

/** Opens an address from a page or a mail after the person has confirmed it; a map link needs no confirmation. */
export async function offerAddress(
  { dialog, shell }: Pick<Electron, 'dialog' | 'shell'>,
  url: URL,
  language: () => Promise<Language>,
): Promise<void> {
  if (isMapHref(url.href)) {
    await shell.openExternal(url.href);
    return;
  }
  const { open, ask, cancel } = words[await language()];
  const { response } = await dialog.showMessageBox({
    type: 'question',
    message: ask(url.protocol === 'mailto:' ? url.pathname : url.host),
    detail: url.href.slice(0, 500),
    buttons: [open, cancel],
    defaultId: 0,
    cancelId: 1,
    noLink: true,
  });
  if (response === 0) await shell.openExternal(url.href);
}
