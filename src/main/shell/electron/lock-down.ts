import type { Session, WebContents } from 'electron';
import { pictureHost } from '../../../shared/pictures.ts';
import type { Log } from '../../ports.ts';
import { isPageUrl, isThePage } from './electron.ts';

/** The requests allowed in the page's session: its own files, and data it made itself. */
const isOwnRequest = (url: string): boolean => isPageUrl(url) || /^(data|blob|devtools):/.test(url);

/** Copying a phone number or a link is the page's only permission. */
const isGranted = (permission: string, url: string | undefined): boolean =>
  permission === 'clipboard-sanitized-write' && url !== undefined && isPageUrl(url);

/** Product images are the only external content, and only from Shopify's image host. */
const isProductPicture = ({ url, resourceType }: { readonly url: string; readonly resourceType: string }) =>
  resourceType === 'image' && url.startsWith(`${pictureHost}/`);

/** Second barrier behind the page's content security policy: blocks every other request and permission. */
export function lockDownSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, decide, details) =>
    decide(details.isMainFrame && isGranted(permission, details.requestingUrl)),
  );
  session.setPermissionCheckHandler(
    (_contents, permission, origin, details) =>
      details.isMainFrame && isGranted(permission, origin.endsWith('/') ? origin : `${origin}/`),
  );
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest((request, decide) =>
    decide({ cancel: !isOwnRequest(request.url) && !isProductPicture(request) }),
  );
}

export type ContentsParts = {
  readonly log: Log;
  /** Asks the person before their browser opens an address from a page or a mail. */
  readonly offerToOpen: (url: URL) => void;
};

type Leaving = { readonly url: string; preventDefault(): void };

/** Blocks navigation; a link opens only in the person's browser. */
export function lockDownContents(contents: WebContents, { log, offerToOpen }: ContentsParts): void {
  const stay = (event: Leaving, isAtHome: boolean): void => {
    if (isAtHome) return;
    event.preventDefault();
    log.warn('a page tried to go elsewhere', { to: hostOf(event.url) });
  };
  contents.on('will-navigate', (event) => stay(event, isThePage(event.url)));
  // a frame in the page shows a mail; the window itself never does
  contents.on('will-frame-navigate', (event) =>
    stay(event, event.isMainFrame ? isThePage(event.url) : isPageUrl(event.url)),
  );
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    const address = URL.canParse(url) ? new URL(url) : null;
    if (address && /^(https|mailto):$/.test(address.protocol)) offerToOpen(address);
    return { action: 'deny' };
  });
}

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : 'no address');
