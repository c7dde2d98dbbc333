import { describe, expect, it } from 'vitest';
import { absent, present } from '../../../src/main/desks/board.ts';
import { unheardOf } from '../../../src/main/desks/crew.ts';
import { poorer } from '../../../src/main/desks/refusals.ts';
import { tellUnheard, warningsOf } from '../../../src/main/desks/tell-unheard.ts';
import { unheardHere } from '../../../src/main/desks/unheard-here.ts';
import { notConnected } from '../../../src/main/health/not-connected.ts';
import { foundSilent, isStillSilent } from '../../../src/main/notify/alerts/found.ts';
import { say } from '../../../src/renderer/i18n/say.ts';
import type { DeskMeans } from '../../../src/shared/desk-source.ts';
import { deskMeans } from '../../../src/shared/desk-source.ts';
import type { DeskId } from '../../../src/shared/ids.ts';
import { deskIdSchema } from '../../../src/shared/ids.ts';
import { changedLabels } from './simulated-hub.ts';

const [anna, taras, nina] = ['anna', 'taras', 'nina'].map((name) => deskIdSchema.parse(`desk-${name}`)) as [
  DeskId,
  DeskId,
  DeskId,
];
const now = Date.parse('2025-03-04T10:00:00Z');
const minute = 60_000;
const here = (desk: DeskId, means: readonly DeskMeans[], age: number, mailbox: string | null = null) =>
  changedLabels({}, present({}, desk, { at: now - age, yielded: 0 }, { means, mailbox }));
const names = new Map([[anna, 'Anna']]);
const nameOf = (desk: DeskId): string | null => names.get(desk) ?? null;
const told = (labels: { readonly [name: string]: string }, self: DeskId) =>
  unheardOf(labels, self, now).map((one) => tellUnheard(one, self, nameOf));

describe('what nobody listens to', () => {
  const lunch = {
    receiver: taras,
    ...here(taras, ['shopify'], 0),
    ...here(anna, ['shopify', 'gmail'], 40 * minute),
    ...here(nina, ['shopify'], minute),
  };

  it('is told at every computer, by the names it knows, with what mends it', () => {
    expect(told(lunch, taras)).toEqual([
      {
        source: 'gmail',
        problem:
          'Nobody reads Gmail now: this computer listens without it, and Anna’s computer, which has it, is off',
        fix: 'Connect Gmail here or sign in again, or start Orderbell there',
      },
    ]);
    expect(told(lunch, nina)[0]?.problem).toBe(
      'Nobody reads Gmail now: another computer listens without it, and Anna’s computer, which has it, is off',
    );
    expect(told(lunch, anna)[0]).toMatchObject({
      problem:
        'Nobody reads Gmail now: another computer listens without it, and this computer, which has it, does not listen',
      fix: 'This computer takes over by itself within a quarter of an hour, and at once when you let it listen',
    });
  });

  it('is what some computer has; one that has what is missing and all else is named before one that was on later', () => {
    const labels = { ...lunch, ...here(anna, ['shopify', 'gmail'], 5 * minute), ...here(nina, ['gmail'], 0) };
    expect(unheardOf(labels, taras, now)).toMatchObject([{ holder: { desk: anna, isOn: true } }]);
    expect(told({ ...labels, ...here(anna, ['shopify'], 0) }, taras)[0]?.fix).toBe(
      'Connect Gmail at the computer that listens, or sign in again there',
    );
    expect(told({ ...lunch, ...here(anna, ['shopify'], 0) }, taras)).toEqual([]);
  });

  it('is nothing while nobody listens, and where it is not known what the receiver has', () => {
    expect(told({ ...lunch, receiver: 'nobody' }, taras)).toEqual([]);
    expect(told({ ...lunch, [`has-${taras}`]: 'mailbox' }, taras)).toEqual([]);
  });

  it('is told to managers wherever they are after a quarter of an hour, once while the same computer listens', () => {
    const alerts = (age: number) =>
      warningsOf(told(lunch, taras), now - age).map((warning) => foundSilent(warning, now)?.alert ?? null);
    expect(alerts(14 * minute)).toEqual([null]);
    expect(alerts(16 * minute)).toEqual([expect.stringMatching(/^silence:gmail:stopped:/)]);
  });

  it.each(['uk', 'pl'] as const)('is said in %s too, with nothing left in English', (language) => {
    const { problem, fix } = told(lunch, taras)[0] ?? { problem: '', fix: '' };
    const refused = deskMeans.map((lacked) => poorer({ desk: nina, lacked }, nameOf));
    for (const text of [problem, fix, ...refused.flatMap((one) => [one.message, one.fix ?? ''])]) {
      expect(say(text, language)).not.toMatch(/\b(computer|listens|Connect|which|orders)\b/);
    }
  });
});

describe('a mailbox of which nobody reads the mails', () => {
  const both = ['shopify', 'gmail'] as const;
  const lunch = {
    receiver: taras,
    ...here(taras, both, 0, 'a1'),
    ...here(anna, both, minute, 'b2'),
    ...here(nina, both, 0, 'a1'),
  };
  const fix = 'Sign in to the same mailbox on both computers';

  it('is told at every computer, by the names it knows, while the one that listens reads another', () => {
    expect(told(lunch, taras)).toEqual([
      {
        source: 'gmail',
        problem:
          'Nobody reads the mailbox of Anna’s computer now: this computer listens, and is signed in to another one',
        fix,
        isOtherMailbox: true,
        whose: 'Anna',
      },
    ]);
    expect(told(lunch, anna)).toMatchObject([
      {
        problem:
          'Nobody reads the mailbox of this computer now: another computer listens, and is signed in to another one',
        fix,
      },
    ]);
    expect(told(lunch, nina)).toMatchObject([
      {
        problem:
          'Nobody reads the mailbox of Anna’s computer now: another computer listens, and is signed in to another one',
      },
    ]);
  });

  it('is told also while its computer is off, until it is forgotten, and of that alone which has another', () => {
    expect(told({ ...lunch, ...here(anna, both, 40 * minute, 'b2') }, taras)).toHaveLength(1);
    expect(told(changedLabels(lunch, absent(anna)), taras)).toEqual([]);
    expect(told({ ...lunch, ...here(anna, both, 0, 'a1') }, taras)).toEqual([]);
    expect(told(changedLabels(lunch, { [`mail-${taras}`]: 'b2' }), taras)).toMatchObject([
      { problem: expect.stringContaining('another computer now: this computer listens') },
    ]);
  });

  it('is none where one of the two has not said which it is, as earlier versions do not, or has no Gmail', () => {
    for (const desk of [taras, anna]) {
      expect(told(changedLabels(lunch, { [`mail-${desk}`]: null }), taras)).toEqual([]);
    }
    expect(told({ ...lunch, [`has-${anna}`]: 'shopify' }, taras)).toEqual([]);
  });

  it('is told to managers apart from one that is read and stops as well', () => {
    const [other] = warningsOf(told(lunch, taras), now - 16 * minute);
    if (!other) throw new Error('there is a warning');
    const own = { ...other, family: 'gmail' };
    const alerts = [other, own].map((warning) => foundSilent(warning, now)?.alert);
    expect(new Set(alerts).size).toBe(2);
    for (const [index, alert] of alerts.entries()) {
      expect(alert && isStillSilent(alert, [index === 0 ? own : other])).toBe(false);
    }
  });

  it('leaves the rest to a person where the fuller one does not know its own: it takes nothing over then', () => {
    const labels = { receiver: taras, ...here(taras, ['gmail'], 0, 'a1'), ...here(anna, both, 0) };
    expect(told(labels, anna)).toMatchObject([
      { source: 'shopify', fix: 'Connect Shopify at the computer that listens, or sign in again there' },
    ]);
  });

  it('is missed as any Gmail where the one that listens has none', () => {
    expect(told({ ...lunch, [`has-${taras}`]: 'shopify' }, taras)).toMatchObject([
      { problem: expect.stringMatching(/^Nobody reads Gmail now: this computer listens without it/) },
    ]);
  });

  it('is told to managers wherever they are, by whose it is', () => {
    const since = now - 16 * minute;
    const [warning] = warningsOf(told(lunch, taras), since);
    expect(warning).toMatchObject({ kind: 'stopped', family: 'other-mailbox', sender: 'Gmail (Anna)' });
    expect(warning && foundSilent(warning, now)?.alert).toMatch(/^silence:other-mailbox:stopped:/);
  });

  it.each(['uk', 'pl'] as const)('is said in %s too, with nothing left in English', (language) => {
    const views = [anna, taras, nina].flatMap((self) => told(lunch, self));
    expect(views).toHaveLength(3);
    for (const text of views.flatMap((one) => [one.problem, one.fix])) {
      expect(say(text, language)).not.toMatch(/\b(computer|listens|mailbox|another|Sign)\b/);
    }
  });
});

describe('the connection of a source', () => {
  const gmail = notConnected('gmail');
  const unheard = [
    { source: 'gmail', problem: 'Nobody reads Gmail now', fix: 'Connect Gmail here' },
  ] as const;

  it('does not work while nobody in the shop listens to it, connected here or not, until somebody does', async () => {
    let found: typeof unheard | readonly [] = unheard;
    const here = unheardHere(gmail, () => found);
    const says = {
      state: 'failing',
      problem: 'Nobody reads Gmail now',
      fix: 'Connect Gmail here',
      unheard: true,
    };
    expect([here.status(), await here.check()]).toMatchObject([says, says]);
    found = [];
    expect(here.status()).toEqual(gmail.status());
  });

  it('says nothing of another source, and a fault of its own first', () => {
    expect(unheardHere(notConnected('shopify'), () => unheard).status().state).toBe('off');
    const fault = { ...gmail.status(), state: 'signed-out', problem: 'Signed out' } as const;
    const signedOut = { ...gmail, status: () => fault };
    expect(unheardHere(signedOut, () => unheard).status()).toEqual(fault);
  });
});
