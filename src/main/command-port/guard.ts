import { isSameSecret } from '../same-secret.ts';

/** The parts of a request that the guard checks first. */
export type Asked = {
  readonly method: string;
  readonly path: string;
  readonly host: string | undefined;
  readonly origin: string | undefined;
  readonly fetchSite: string | undefined;
  readonly contentType: string | undefined;
  readonly authorization: string | undefined;
};

export type Refusal = {
  readonly status: 401 | 403 | 404 | 405 | 415 | 421;
  readonly reason: string;
};

/**
 * Serves only the command line of this computer's user. No page sends requests here, so every request with a page's headers is
 * refused, even from this address. The host is checked first, because a rebound name makes everything else look right.
 * @param port the port of this server
 * @param token of this run, known to users who may read the port's file
 * @returns null if the request is allowed
 */
export function refusalOf(asked: Asked, port: number, token: string): Refusal | null {
  const { method, path, host, origin, fetchSite, contentType, authorization = '' } = asked;
  if (host !== `127.0.0.1:${port}`)
    return { status: 421, reason: 'this address is served by another name only' };
  if (origin !== undefined || fetchSite !== undefined) return { status: 403, reason: 'a page asked' };
  const [, given] = /^Bearer (\S+)$/.exec(authorization) ?? [];
  if (given === undefined || !isSameSecret(given, token)) {
    return { status: 401, reason: 'the token of this run is in the data directory' };
  }
  if (path !== '/call') return { status: 404, reason: 'nothing here' };
  if (method !== 'POST') return { status: 405, reason: 'only POST is served' };
  if (!/^application\/json\s*(;|$)/i.test(contentType ?? ''))
    return { status: 415, reason: 'only JSON is read' };
  return null;
}
