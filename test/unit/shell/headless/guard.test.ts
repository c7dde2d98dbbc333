import { describe, expect, it } from 'vitest';
import type { Asked } from '../../../../src/main/shell/headless/guard.ts';
import { createGuard } from '../../../../src/main/shell/headless/guard.ts';

const host = '127.0.0.1:7710';
const cookie = 'orderbell-7710=session-1';

const page: Asked = {
  method: 'GET',
  path: '/',
  token: null,
  host,
  origin: undefined,
  fetchSite: 'same-origin',
  contentType: undefined,
  cookie,
  pageKey: null,
};
const call: Asked = {
  ...page,
  method: 'POST',
  path: '/api/call',
  origin: `http://${host}`,
  contentType: 'application/json',
  pageKey: 'the-key',
};
const link: Asked = { ...page, token: 'the-token', fetchSite: 'none', cookie: undefined };

/** A guard that has let one browser in. */
function usedGuard() {
  const guard = freshGuard();
  guard.judge(link);
  return guard;
}

function freshGuard() {
  let sessions = 0;
  return createGuard({
    port: 7710,
    token: 'the-token',
    pageKey: 'the-key',
    newSession: () => `session-${++sessions}`,
  });
}

const statusOf = (asked: Asked): number | 'pass' => {
  const verdict = usedGuard().judge(asked);
  return verdict.pass ? 'pass' : verdict.status;
};

describe('lets in', () => {
  it.each<[string, Asked]>([
    ['the page', page],
    ['the page by its other name', { ...page, host: 'localhost:7710' }],
    ['a client that says nothing of where it comes from', { ...page, fetchSite: undefined }],
    ['a command of the page', call],
    ['a command with a charset', { ...call, contentType: 'application/json; charset=utf-8' }],
    ['a cookie among others', { ...page, cookie: `a=1; ${cookie}; b=2` }],
  ])('%s', (_, asked) => {
    expect(statusOf(asked)).toBe('pass');
  });
});

describe('turns away', () => {
  it.each<[string, Asked, number]>([
    ['another name for this address, as DNS rebinding gives it', { ...page, host: 'evil.example:7710' }, 421],
    ['the right name with another port', { ...page, host: '127.0.0.1:7711' }, 421],
    ['the name without a port', { ...page, host: '127.0.0.1' }, 421],
    ['a request without a host', { ...page, host: undefined }, 421],
    ['a page of another site', { ...call, origin: 'https://evil.example' }, 403],
    [
      'a page of another port, which browsers call the same site',
      { ...call, origin: 'http://127.0.0.1:8080' },
      403,
    ],
    ['a page that hides where it comes from', { ...call, origin: 'null' }, 403],
    ['a command without an origin', { ...call, origin: undefined }, 403],
    ['what a browser marks as cross-site', { ...page, fetchSite: 'cross-site' }, 403],
    ['what a browser marks as same-site', { ...page, fetchSite: 'same-site' }, 403],
    ['a browser without the cookie', { ...page, cookie: undefined }, 401],
    ['a made-up cookie', { ...page, cookie: 'orderbell-7710=guess' }, 401],
    ['the cookie of an app on another port', { ...page, cookie: 'orderbell-7711=session-1' }, 401],
    ['the cookie alone, which every port of this computer gets', { ...call, pageKey: null }, 401],
    ['that cookie for the events', { ...page, path: '/api/events' }, 401],
    ['that cookie for a mail', { ...page, path: '/mail/1' }, 401],
    ['that cookie for a picture', { ...page, path: '/face/1' }, 401],
    ['a made-up page key', { ...call, pageKey: 'guess' }, 401],
    ['the page key alone', { ...call, cookie: undefined }, 401],
    ['a form', { ...call, contentType: 'application/x-www-form-urlencoded' }, 415],
    ['a command that calls itself plain text', { ...call, contentType: 'text/plain' }, 415],
    ['a command without a type', { ...call, contentType: undefined }, 415],
    ['another method', { ...call, method: 'DELETE' }, 405],
    ['a used token from another browser', { ...link }, 401],
    ['a made-up token', { ...link, token: 'guess' }, 401],
    ['a token in a command', { ...call, token: 'the-token', cookie: undefined }, 401],
  ])('%s', (_, asked, status) => {
    expect(statusOf(asked)).toBe(status);
  });
});

describe('the one-time token', () => {
  it('buys one session', () => {
    const guard = freshGuard();
    expect(guard.judge(link)).toEqual({ pass: false, status: 303, session: 'session-1' });
    expect(guard.judge(link)).toMatchObject({ status: 401 });
    expect(guard.judge(page)).toEqual({ pass: true });
  });

  it('leads the browser that used it back in without a new session', () => {
    expect(usedGuard().judge({ ...link, cookie })).toEqual({ pass: false, status: 303, session: null });
  });

  it('is not used up by a refused request or a preview', () => {
    const guard = freshGuard();
    guard.judge({ ...link, fetchSite: 'cross-site' });
    guard.judge({ ...link, method: 'HEAD' });
    guard.judge({ ...link, host: 'evil.example' });
    expect(guard.judge(link)).toMatchObject({ status: 303, session: 'session-1' });
  });

  it('is exchanged for an HttpOnly, same-site cookie', () => {
    expect(freshGuard().setCookie('session-1')).toMatch(
      /^orderbell-7710=session-1; Path=\/; HttpOnly; SameSite=Strict/,
    );
  });
});
