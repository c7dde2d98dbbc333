const place = 'orderbell.page-key';

/**
 * The headless app gives a browser a key with the first URL it opens. The key is kept in this origin's storage and sent with
 * every request for data. Unlike a cookie, it never reaches another port of this computer.
 */
export function takePageKey({ location, history, localStorage }: Window): void {
  const [, key] = /^#key=([\w-]{1,200})$/.exec(location.hash) ?? [];
  if (key === undefined) return;
  localStorage.setItem(place, key);
  history.replaceState(null, '', location.pathname);
}

/** Null in the desktop app, which needs none. */
export const pageKey = ({ localStorage }: Window): string | null => localStorage.getItem(place);

/** The URL of a mail or a picture, which are loaded without headers. */
export function dataAddress(path: string): string {
  const key = pageKey(window);
  return key === null ? path : `${path}${path.includes('?') ? '&' : '?'}key=${key}`;
}
