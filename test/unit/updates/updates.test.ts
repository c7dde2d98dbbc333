import { expect, it } from 'vitest';
import type { Updater } from '../../../src/main/host.ts';
import type { AppSettings } from '../../../src/main/settings/settings-file.ts';
import { createUpdates } from '../../../src/main/updates/updates.ts';
import { Problem } from '../../../src/shared/problem.ts';
import { fakeClock } from '../../support/clock.ts';
import { quietLog } from '../../support/log.ts';
import { fakeUpdater } from '../../support/updater.ts';

const hour = 60 * 60_000;

function window(part: { readonly versionSeen?: string; readonly updater?: Updater } = {}) {
  const updater = fakeUpdater();
  const clock = fakeClock();
  const log = quietLog();
  const host = { isCalm: true, changes: 0 };
  let settings: AppSettings = {
    version: 1,
    sampleRemoved: false,
    values: {},
    ...(part.versionSeen !== undefined && { versionSeen: part.versionSeen }),
  };
  const parts = {
    updater: part.updater ?? updater,
    clock,
    log,
    settings: {
      read: () => settings,
      change: (change: Partial<AppSettings>) => {
        settings = { ...settings, ...change };
        return settings;
      },
    },
    version: '1.1.0',
    isCalm: () => host.isCalm,
    onChange: () => {
      host.changes += 1;
    },
  };
  return { updater, clock, log, host, updates: createUpdates(parts), again: () => createUpdates(parts) };
}

it('waits a minute, then checks by itself every four hours', async () => {
  const { updater, clock, updates } = window();
  updates.start();
  await clock.advance(59_000);
  expect(updater.looks).toBe(0);
  await clock.advance(2_000);
  expect(updater.looks).toBe(1);
  await clock.advance(8 * hour);
  expect(updater.looks).toBe(3);
  updates.stop();
  await clock.advance(8 * hour);
  expect(updater.looks).toBe(3);
});

it('offers a newer version when no order waits and all is idle', async () => {
  const { updater, clock, host, updates } = window();
  updater.found = '1.2.0';
  updates.start();
  await clock.advance(60_000);
  expect(updates.view()).toMatchObject({ state: { kind: 'ready', version: '1.2.0' }, offered: true });
  expect(host.changes).toBe(1);
});

it('waits with its offer while a form is half filled', async () => {
  const { updater, host, updates } = window();
  updater.found = '1.2.0';
  updates.working('window', true);
  await updates.look();
  expect(updates.view()).toMatchObject({ state: { kind: 'ready' }, offered: false });
  const before = host.changes;
  updates.working('window', false);
  expect(updates.view().offered).toBe(true);
  expect(host.changes).toBe(before + 1);
  updates.working('window', true);
  expect(updates.view().offered).toBe(false);
});

it('waits for every page with unsaved work, and no closed one', async () => {
  const { updater, updates } = window();
  updater.found = '1.2.0';
  updates.working('one', true);
  updates.working('other', true);
  await updates.look();
  updates.working('one', false);
  expect(updates.view().offered).toBe(false);
  updates.working('other', false);
  expect(updates.view().offered).toBe(true);
});

it('waits with its offer during an edit or new order', async () => {
  const { updater, host, updates } = window();
  updater.found = '1.2.0';
  host.isCalm = false;
  await updates.look();
  expect(updates.view().offered).toBe(false);
  const before = host.changes;
  updates.reconsider();
  expect(host.changes).toBe(before);
  host.isCalm = true;
  updates.reconsider();
  expect(updates.view().offered).toBe(true);
  expect(host.changes).toBe(before + 1);
});

it('offers the next version after one was postponed', async () => {
  const { updater, updates } = window();
  updater.found = '1.2.0';
  await updates.look();
  expect(updates.later().offered).toBe(false);
  await updates.look();
  expect(updates.view()).toMatchObject({ state: { kind: 'ready', version: '1.2.0' }, offered: false });
  updater.found = '1.3.0';
  await updates.look();
  expect(updates.view()).toMatchObject({ state: { version: '1.3.0' }, offered: true });
});

it('installs when a manager agrees, and never within a form', async () => {
  const { updater, updates } = window();
  expect(() => updates.install()).toThrow('No newer version is available');
  updater.found = '1.2.0';
  await updates.look();
  updates.working('window', true);
  expect(() => updates.install()).toThrow('A form has unsaved changes');
  expect(updater.installs).toBe(0);
  updates.working('window', false);
  updates.install();
  expect(updater.installs).toBe(1);
});

it.each([
  ['a bad signature', new Problem('refused', 'The update was rejected: it has a different signature')],
  ['a release that is not there', new Problem('not-found', 'No update was found')],
  ['no network', new Problem('unreachable', 'Couldn’t check for updates')],
])('logs %s, and reports it only to its requester', async (_what, problem) => {
  const { updater, clock, log, updates } = window();
  updater.found = problem;
  updates.start();
  await clock.advance(60_000);
  expect(updates.view()).toMatchObject({ state: { kind: 'none', lookedAt: null }, offered: false });
  expect(log.lines.filter(({ level }) => level === 'warn')).toEqual([
    expect.objectContaining({ message: 'looking for a newer version failed', fields: { error: problem } }),
  ]);
  await expect(updates.look()).rejects.toBe(problem);
  updater.found = '1.2.0';
  await clock.advance(4 * hour);
  expect(updates.view()).toMatchObject({ state: { kind: 'ready' }, offered: true });
});

it('asks once while it is looking, and says so', async () => {
  const { updater, updates } = window();
  const both = Promise.all([updates.look(), updates.look()]);
  expect(updates.view().state).toEqual({ kind: 'looking' });
  await both;
  expect(updater.looks).toBe(1);
});

it('shows the news once after an update, none at first', () => {
  const first = window();
  expect(first.updates.view().notesSince).toBeNull();
  expect(first.again().view().notesSince).toBeNull();

  const updated = window({ versionSeen: '1.0.0' });
  expect(updated.updates.view().notesSince).toBe('1.0.0');
  // not read yet, so shown again
  expect(updated.again().view().notesSince).toBe('1.0.0');
  expect(updated.updates.notesSeen().notesSince).toBeNull();
  expect(updated.again().view().notesSince).toBeNull();
});

it('never checks without self-update, and explains why', async () => {
  const { clock, updates } = window({ updater: { kind: 'off', why: 'unsigned' } });
  updates.start();
  expect(clock.waiting).toBe(0);
  expect(await updates.look()).toMatchObject({ state: { kind: 'off', why: 'unsigned' }, offered: false });
  expect(() => updates.install()).toThrow('No newer version is available');
});
