import { isSameSecret } from '../../same-secret.ts';
import { isFacePath } from '../page/find-face.ts';
import { isMailPath } from '../page/find-mail.ts';

/** The parts of a request that the guard checks first. */
export type Asked = {
  readonly method: string;
  readonly path: string;
  /** The `token` of the address, when it has one. */
  readonly token: string | null;
  readonly host: string | undefined;
  readonly origin: string | undefined;
  readonly fetchSite: string | undefined;
  readonly contentType: string | undefined;
  readonly cookie: string | undefined;
  /** The page key, from a header or the address. */
  readonly pageKey: string | null;
};

/** The header in which a page sends its key. A URL has it as `key`, for requests that cannot set headers. */
export const pageKeyHeader = 'x-orderbell-page-key';

export type Verdict =
  | { readonly pass: true }
  /** Redirects to the page. `session` is the new cookie after a valid token; null if the browser has one already. */
  | { readonly pass: false; readonly status: 303; readonly session: string | null }
  | { readonly pass: false; readonly status: 401 | 403 | 405 | 415 | 421; readonly reason: string };

export type GuardParts = {
  readonly port: number;
  /** The one-time token printed at start. */
  readonly token: string;
  /**
   * Kept by the page in its own storage, which belongs to this port. Browsers send cookies to every port of a computer, so
   * another program on it can collect the cookie, but never this key.
   */
  readonly pageKey: string;
  readonly newSession: () => string;
};

const refuse = (status: 401 | 403 | 405 | 415 | 421, reason: string): Verdict => ({
  pass: false,
  status,
  reason,
});

/**
 * Accepts one person's browser only. Refuses other pages, other names for this address (DNS rebinding), other local ports and
 * other users. `Host` is checked first, because a rebound name makes everything else look right.
 */
export function createGuard({ port, token, pageKey, newSession }: GuardParts) {
  const hosts = new Set([`127.0.0.1:${port}`, `localhost:${port}`]);
  /** Created with the token, which is valid once. */
  let session: string | null = null;
  // cookies ignore ports, so two apps on one computer need different names
  const cookieName = `orderbell-${port}`;

  const isKnown = (cookie: string | undefined): boolean => {
    const value = cookieValue(cookie, cookieName);
    return value !== null && session !== null && isSameSecret(session, value);
  };

  function judge(asked: Asked): Verdict {
    const { method, host, origin, fetchSite } = asked;
    if (host === undefined || !hosts.has(host))
      return refuse(421, 'this address is served by another name only');
    if (origin === undefined ? method === 'POST' : origin !== `http://${host}`) {
      return refuse(403, 'another page asked');
    }
    if (fetchSite !== undefined && fetchSite !== 'same-origin' && fetchSite !== 'none') {
      return refuse(403, 'another page asked');
    }
    if (method === 'GET' && asked.path === '/' && asked.token !== null)
      return enter(asked.token, asked.cookie);
    if (!isKnown(asked.cookie) || (hasData(asked.path) && !isSameSecret(pageKey, asked.pageKey ?? ''))) {
      return refuse(
        401,
        'open the address that Orderbell printed at its last start; where it was used already, start it again',
      );
    }
    if (method === 'GET' || method === 'HEAD') return { pass: true };
    if (method !== 'POST') return refuse(405, 'only GET and POST are served');
    if (!/^application\/json\s*(;|$)/i.test(asked.contentType ?? '')) return refuse(415, 'only JSON is read');
    return { pass: true };
  }

  function enter(given: string, cookie: string | undefined): Verdict {
    if (isKnown(cookie)) return { pass: false, status: 303, session: null };
    if (session !== null || !isSameSecret(token, given)) {
      return refuse(
        401,
        'this address has been used or is from an earlier start; start Orderbell again for a new one',
      );
    }
    session = newSession();
    return { pass: false, status: 303, session };
  }

  const setCookie = (value: string): string =>
    `${cookieName}=${value}; Path=/; HttpOnly; SameSite=Strict; Max-Age=2592000`;

  return {
    judge,
    setCookie,
    /** The cookie for another month; null without a session. */
    renewed: (): string | null => session && setCookie(session),
  };
}

/** Everything but the files of the page, which are the same in every shop. */
const hasData = (path: string): boolean => path.startsWith('/api/') || isMailPath(path) || isFacePath(path);

function cookieValue(header: string | undefined, name: string): string | null {
  for (const pair of (header ?? '').split(';')) {
    const [key, ...value] = pair.trim().split('=');
    if (key === name) return value.join('=');
  }
  return null;
}
