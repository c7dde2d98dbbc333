import { describe, expect, it } from 'vitest';
import { createConsent } from '../../../../src/main/intake/gmail/consent.ts';
import { createGmailClient } from '../../../../src/main/intake/gmail/gmail-client.ts';
import { fakeClock } from '../../../support/clock.ts';
import { memoryLedger } from '../../../support/ledger.ts';
import { startFakeGmail } from './fake-gmail.ts';

const week = 604_799;

describe('the consent Google gives for a mailbox', () => {
  it('ends when Google said at the sign-in, and one of Google’s later answers does not move it', async () => {
    const clock = fakeClock('2025-03-04T10:00:00Z');
    const { settings } = memoryLedger({ clock });
    let changes = 0;
    const consent = createConsent(settings, clock, 'token-one', () => {
      changes += 1;
    });
    expect(consent.endsAt()).toBeNull();

    consent.lasts(week);
    const endsAt = clock.now() + week * 1000;
    await clock.advance(3 * 24 * 3_600_000);
    consent.lasts(week - 3 * 24 * 3600 + 40);

    expect(consent.endsAt()).toBe(endsAt);
    expect(changes).toBe(1);
  });

  it('says nothing of another sign-in, and keeps no token', () => {
    const clock = fakeClock();
    const { settings } = memoryLedger({ clock });
    createConsent(settings, clock, 'token-one').lasts(week);

    expect(createConsent(settings, clock, 'token-two').endsAt()).toBeNull();
    expect(createConsent(settings, clock, 'token-one').endsAt()).not.toBeNull();
    expect(settings.get('gmail.consent')).not.toContain('token');
  });

  it('ends for sending at a time of its own, which moves no end of reading', () => {
    const clock = fakeClock();
    const { settings } = memoryLedger({ clock });
    const sending = createConsent(settings, clock, 'token-two', undefined, 'send');
    createConsent(settings, clock, 'token-one').lasts(week);
    sending.lasts(week - 7_200);
    expect(createConsent(settings, clock, 'token-one').endsAt()).toBe(clock.now() + week * 1000);
    expect(sending.endsAt()).toBe(clock.now() + (week - 7_200) * 1000);
  });

  it('is told by any token answer, also to a desk whose sign-in was made elsewhere', async () => {
    const gmail = await startFakeGmail(() => 0);
    gmail.token = {
      status: 200,
      body: {
        access_token: 'access',
        expires_in: 3599,
        token_type: 'Bearer',
        refresh_token_expires_in: week,
      },
    };
    const told: number[] = [];
    const client = createGmailClient(gmail.config, new AbortController().signal, (seconds) =>
      told.push(seconds),
    );

    await client.profile();
    await gmail.close();

    expect(told).toEqual([week]);
  });
});
