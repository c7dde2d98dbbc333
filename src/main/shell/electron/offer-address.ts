import type { Language } from '../../../shared/languages.ts';
import { isMapHref } from '../../../shared/map-link.ts';
import { textsOf } from '../../../shared/texts.ts';
import type { Electron } from './electron.ts';

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
  const t = textsOf(await language(), 'desktop');
  const { response } = await dialog.showMessageBox({
    type: 'question',
    message: t('openAsk', { where: url.protocol === 'mailto:' ? url.pathname : url.host }),
    detail: url.href.slice(0, 500),
    buttons: [t('open'), t('cancel')],
    defaultId: 0,
    cancelId: 1,
    noLink: true,
  });
  if (response === 0) await shell.openExternal(url.href);
}
