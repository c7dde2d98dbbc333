import { describe, expect, it } from 'vitest';
import { gmailProblem } from '../../../../src/main/intake/gmail/gmail-problem.ts';
import { signedIn } from '../../../../src/main/intake/gmail/google-auth.ts';
import { soon } from '../../../support/soon.ts';
import { gmailDesk } from './desk.ts';
import { googleError } from './fake-gmail.ts';
import { bloomdashOrder } from './order-mails.ts';

const { state: at, poller, numbers } = gmailDesk();

describe('when Gmail does not do what it should', () => {
  it('says that somebody has to sign in again, and names the rule of seven days', async () => {
    at.gmail.token = {
      status: 400,
      body: { error: 'invalid_grant', error_description: 'Token has been expired or revoked.' },
    };
    const status = await poller().check();
    expect(status.state).toBe('signed-out');
    expect(status.fix).toContain('7 days');
  });

  it('tells a client that Google does not know from a sign-in that has ended', async () => {
    at.gmail.token = {
      status: 401,
      body: { error: 'invalid_client', error_description: 'The OAuth client was not found.' },
    };
    expect(await poller().check()).toMatchObject({
      state: 'signed-out',
      problem: 'Google does not recognize this OAuth client',
      fix: 'Check GMAIL_CLIENT_ID and GMAIL_CLIENT_SECRET.',
    });
  });

  it('goes on where it was when the sign-in is back', async () => {
    const desk = poller();
    await desk.now();
    at.gmail.deliver(bloomdashOrder('BD-1'));
    at.gmail.fail = () => googleError(401, 'authError');
    at.gmail.token = { status: 400, body: { error: 'invalid_grant' } };
    expect(await desk.check()).toMatchObject({ state: 'signed-out' });
    at.gmail.fail = () => null;
    at.gmail.token = { status: 200, body: { access_token: 'new', expires_in: 3600 } };
    expect(await desk.check()).toMatchObject({ state: 'working' });
    expect(numbers()).toEqual(['BD-1']);
  });

  it('waits when it is asked to slow down, and says so', async () => {
    const desk = poller();
    desk.start();
    await desk.now();
    at.gmail.fail = () => googleError(403, 'userRateLimitExceeded');
    await at.clock.advance(30_000);
    await desk.now();
    expect(desk.status()).toMatchObject({ state: 'failing', problem: 'Gmail is limiting requests' });
    await desk.stop();
  });

  it('looks for other mails at the usual pace while one mail is refused, and says that one is', async () => {
    const desk = poller();
    desk.start();
    await desk.now();
    const refused = at.gmail.deliver(bloomdashOrder('BD-1'));
    at.gmail.fail = (path) => (path.endsWith(refused.id) ? googleError(400, 'failedPrecondition') : null);
    await at.clock.advance(30_000);
    await desk.now();
    expect(desk.status()).toMatchObject({ state: 'failing', problem: expect.stringContaining('400') });

    at.gmail.deliver(bloomdashOrder('BD-2'));
    const asked = at.gmail.calls.length;
    await at.clock.advance(30_000);
    await soon(() => expect(at.gmail.calls.length).toBeGreaterThan(asked));
    await desk.now();
    expect(numbers()).toEqual(['BD-2']);

    at.gmail.fail = () => null;
    await desk.now();
    expect(desk.status()).toMatchObject({ state: 'working', problem: null });
    expect(numbers().toSorted()).toEqual(['BD-1', 'BD-2']);
    await desk.stop();
  });

  it('asks every ten minutes while the account is refused', async () => {
    const desk = poller();
    desk.start();
    await desk.now();
    at.gmail.fail = () => googleError(403, 'insufficientPermissions');
    await desk.now();
    const asked = at.gmail.calls.length;
    await at.clock.advance(599_000);
    expect(at.gmail.calls.length).toBe(asked);
    await at.clock.advance(1_000);
    await soon(() => expect(at.gmail.calls.length).toBeGreaterThan(asked));
    await desk.stop();
  });

  it('answers a check that outlasts the app without the ledger, which is closed by then', async () => {
    at.gmail.holdToken = true;
    const desk = poller();
    const checked = desk.check();
    await soon(() => expect(at.gmail.tokenCalls).toBe(1));
    const stopped = desk.stop();
    await at.clock.advance(2_000);
    await stopped;
    at.ledger.close();
    await at.gmail.close();
    expect(await checked).toMatchObject({ account: null, facts: [] });
  });

  it('waits for good for no renewal of a sign-in: a silent Google is one that cannot be reached', async () => {
    at.gmail.holdToken = true;
    const renewal = signedIn(at.gmail.config, 'read', undefined, 20).getAccessToken();
    const error = await renewal.then(() => null, gmailProblem);
    expect(error).toMatchObject({ kind: 'unreachable' });
  });

  it.each(['polled', 'asked whose it is'])(
    'is known to refuse all where it refuses to say who it is: %s',
    async (how) => {
      const desk = poller();
      const ask = () => (how === 'polled' ? desk.now() : desk.whose().catch(() => null));
      await ask();
      expect([desk.standing.isTried(), desk.standing.refusal()]).toEqual([true, null]);
      at.gmail.fail = () => googleError(503, 'backendError');
      await ask();
      expect(desk.standing.refusal()).toBeNull();
      at.gmail.fail = () => googleError(403, 'insufficientPermissions');
      await ask();
      expect(desk.standing.refusal()).toMatchObject({ kind: 'refused' });
      at.gmail.fail = () => googleError(503, 'backendError');
      await ask();
      expect(desk.standing.refusal()).toMatchObject({ kind: 'refused' });
      at.gmail.fail = () => null;
      await ask();
      expect(desk.standing.refusal()).toBeNull();
    },
  );

  it('is not known to refuse all where it refuses a search: by that each computer would leave the role to the other', async () => {
    const desk = poller();
    at.gmail.fail = (path) => (path.endsWith('/messages') ? googleError(403, 'metadataScope') : null);
    await desk.now();
    expect([desk.status().state, desk.standing.refusal()]).toEqual(['failing', null]);
  });

  it('names a missing permission', async () => {
    at.gmail.fail = () => googleError(403, 'insufficientPermissions');
    expect(await poller().check()).toMatchObject({
      state: 'failing',
      fix: expect.stringContaining('permission to read mail'),
    });
  });

  it('checks the sign-in every ten minutes while another computer reads the mailbox', async () => {
    const desk = poller(undefined, undefined, { listens: false });
    const asked = () => at.gmail.calls.filter((path) => path.endsWith('/profile')).length;
    desk.start();
    await soon(() => expect(desk.mailbox()).toBe(at.gmail.address));
    at.gmail.deliver(bloomdashOrder('BD-1'));
    await at.clock.advance(599_000);
    expect(asked()).toBe(1);
    await at.clock.advance(1_000);
    await soon(() => expect(asked()).toBe(2));
    desk.askAnew();
    await soon(() => expect(asked()).toBe(3));
    await desk.stop();
    desk.askAnew();
    await at.clock.advance(3_600_000);
    expect(asked()).toBe(3);
    expect(at.gmail.calls).toHaveLength(3);
    expect(numbers()).toEqual([]);
  });
});
