import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { composeMail } from '../../../../src/main/notify/email/compose-mail.ts';
import type { Mailer } from '../../../../src/main/notify/email/mailer.ts';
import { createMailer } from '../../../../src/main/notify/email/mailer.ts';
import type { ProblemKind } from '../../../../src/shared/problem.ts';
import { isProblem } from '../../../../src/shared/problem.ts';
import type { FakeGmail } from '../../intake/gmail/fake-gmail.ts';
import { googleError, startFakeGmail } from '../../intake/gmail/fake-gmail.ts';

const at = Date.parse('2025-03-04T10:00:00Z');
const mail = composeMail({
  from: 'orders@flowers.example',
  to: 'anna@example.com',
  subject: 'Нове замовлення',
  text: 'Троянди',
  identity: 'notice-1',
  at,
});

let gmail: FakeGmail;
let mailer: Mailer;
beforeEach(async () => {
  gmail = await startFakeGmail(() => at);
  mailer = createMailer({ ...gmail.config, sendRefreshToken: 'send' });
});
afterEach(() => gmail.close());

async function kindOf(work: Promise<unknown>): Promise<ProblemKind | 'done'> {
  try {
    await work;
    return 'done';
  } catch (error) {
    if (isProblem(error)) return error.kind;
    throw error;
  }
}

describe('an e-mail', () => {
  it('is sent once, by the mailbox that is read, as it was composed', async () => {
    expect(await mailer.ready()).toBe('orders@flowers.example');
    await mailer.send(mail);
    expect(gmail.sent).toEqual([mail]);
  });

  it('may have been sent when its answer was lost, and is not sent again', async () => {
    gmail.sending = ['cut'];
    expect(await kindOf(mailer.send(mail))).toBe('unknown-outcome');
    expect(gmail.sent).toHaveLength(1);
  });

  it.each<[string, number, string, ProblemKind]>([
    ['is asked for the consent anew', 401, 'authError', 'signed-out'],
    ['lacks the permission', 403, 'insufficientPermissions', 'signed-out'],
    ['has an address Gmail does not take', 400, 'invalidArgument', 'refused'],
    ['is one too many just now', 429, 'rateLimitExceeded', 'throttled'],
    ['is one too many by the quota', 403, 'userRateLimitExceeded', 'throttled'],
    ['is one too many for the day', 403, 'dailyLimitExceeded', 'throttled'],
    ['meets a fault of Gmail', 500, 'backendError', 'unknown-outcome'],
    ['meets a gateway that gave up', 504, 'backendError', 'unknown-outcome'],
  ])('that %s was not sent, unless Gmail itself failed', async (_, status, reason, kind) => {
    gmail.sending = [googleError(status, reason), googleError(status, reason)];
    expect(await kindOf(mailer.send(mail))).toBe(kind);
    expect(gmail.sent).toEqual([]);
  });

  it('names what to do where the permission to send is missing', async () => {
    gmail.sending = [1, 2].map(() => googleError(403, 'insufficientPermissions'));
    await expect(mailer.send(mail)).rejects.toMatchObject({
      message: 'Gmail is not allowed to send e-mail',
      fix: 'Allow sending e-mail in Setup → Gmail',
    });
  });

  it('was not sent where Gmail could not even be connected to', async () => {
    const nowhere = { ...gmail.config, apiBase: 'http://127.0.0.1:9', sendRefreshToken: 'send' };
    expect(await kindOf(createMailer(nowhere).send(mail))).toBe('unreachable');
  });

  it('that was refused for the consent is followed by none on what is kept of it: Google is asked first', async () => {
    await mailer.ready();
    gmail.sending = [googleError(401, 'authError'), googleError(401, 'authError')];
    expect(await kindOf(mailer.send(mail))).toBe('signed-out');
    gmail.token = { status: 400, body: { error: 'invalid_grant' } };
    expect(await kindOf(mailer.ready())).toBe('signed-out');
  });

  it('is not begun while the consent to send is withdrawn', async () => {
    gmail.token = { status: 400, body: { error: 'invalid_grant' } };
    expect(await kindOf(mailer.ready())).toBe('signed-out');
    expect(gmail.calls).toEqual([]);
  });

  it('is tried again where Google could not renew the consent: nothing has left', async () => {
    gmail.token = { status: 503, body: { error: 'backend_error' } };
    expect(await kindOf(mailer.ready())).toBe('unreachable');
    expect(gmail.calls).toEqual([]);
  });
});

describe('what was sent', () => {
  it('is sent by a consent whose end Google names, apart from that of the one to read', async () => {
    const answer = { access_token: 'access', expires_in: 3599, token_type: 'Bearer' };
    gmail.token = { status: 200, body: { ...answer, refresh_token_expires_in: 604_799 } };
    const told: number[] = [];
    const sending = { ...gmail.config, sendRefreshToken: 'send' };
    await createMailer(sending, (seconds) => void told.push(seconds)).ready();
    expect(told).toEqual([604_799]);
  });
});
