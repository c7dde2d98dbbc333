import '../../../src/renderer/zod-without-eval.ts';
import { Notifications } from '@mantine/notifications';
import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { UpdateLine } from '../../../src/renderer/app/frame/banners/update-line.tsx';
import { NewsDialog } from '../../../src/renderer/app/frame/news-dialog.tsx';
import { AppSection } from '../../../src/renderer/features/settings/app-section.tsx';
import { useWorking } from '../../../src/renderer/state/use-working.ts';
import type { Language } from '../../../src/shared/languages.ts';
import { Problem } from '../../../src/shared/problem.ts';
import { newsSince, releases } from '../../../src/shared/release-notes.ts';
import { createFakeBridge } from './fake-bridge.ts';
import { makeWindow } from './make-window.tsx';

afterEach(cleanup);
beforeEach(() => localStorage.clear());

const ready = { state: { kind: 'ready', version: '0.2.0', onQuit: true }, offered: true } as const;

function open(language: Language = 'en') {
  const fake = createFakeBridge({ now: Date.now, orders: 1 });
  const { stores, around } = makeWindow(fake.bridge, language);
  const show = (part: React.ReactNode) =>
    render(
      around(
        <>
          {part}
          <Notifications />
        </>,
      ),
    );
  return { fake, stores, show, user: userEvent.setup() };
}

function Part({ on }: { readonly on: boolean }) {
  useWorking(on);
  return null;
}

it('offers a newer version in one line, and restarts on agreement', async () => {
  const { fake, stores, show, user } = open();
  stores.updates.start();
  show(<UpdateLine />);
  expect(screen.queryByRole('status')).toBeNull();
  act(() => void fake.update(ready));
  await user.click(await screen.findByRole('button', { name: 'Restart now' }));
  expect(fake.calls()).toContain('updates.install');
});

it('postpones the update at a press, and disappears', async () => {
  const { fake, stores, show, user } = open();
  fake.update(ready);
  stores.updates.start();
  show(<UpdateLine />);
  await user.click(await screen.findByRole('button', { name: /^Later/ }));
  await waitFor(() => expect(screen.queryByRole('status')).toBeNull());
  expect(fake.calls()).toContain('updates.later');
});

it('promises no update at quitting when the system asks first', async () => {
  const { fake, stores, show } = open();
  fake.update({ ...ready, state: { ...ready.state, onQuit: false } });
  await stores.updates.refresh();
  show(
    <>
      <UpdateLine />
      <AppSection />
    </>,
  );
  expect(await screen.findAllByText(/the system asks for a password/)).toHaveLength(2);
  expect(screen.getByRole('button', { name: 'Later: ask again at the next start' })).toBeTruthy();
  expect(document.body.textContent).not.toContain('is quit');
});

it('does not offer the update while main forbids it', async () => {
  const { fake, stores, show } = open();
  fake.update({ ...ready, offered: false });
  await stores.updates.refresh();
  show(<UpdateLine />);
  expect(screen.queryByRole('status')).toBeNull();
});

it('reports to main once while any part of the window holds work', async () => {
  const { fake, show } = open();
  const words = () => fake.inputsOf('updates.working');
  const { unmount } = show(
    <>
      <Part on />
      <Part on />
      <Part on={false} />
    </>,
  );
  expect(words()).toEqual([{ on: true }]);
  unmount();
  expect(words().at(-1)).toEqual({ on: false });
});

it.each(['en', 'uk', 'pl'] as const)(
  'shows what is new once, in the language of the window: %s',
  async (language) => {
    const { fake, stores, show, user } = open(language);
    fake.update({ notesSince: '0.0.9' });
    await stores.updates.refresh();
    show(<NewsDialog />);
    const [newest] = releases;
    expect(await screen.findByText(newest?.news[language][0] ?? 'none')).toBeTruthy();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(fake.calls().filter((name) => name === 'updates.notesSeen')).toHaveLength(1);
  },
);

it('shows nothing new after a first start', async () => {
  const { stores, show } = open();
  await stores.updates.refresh();
  show(<NewsDialog />);
  expect(screen.queryByRole('dialog')).toBeNull();
});

it('shows the reason of a failed check only to its requester', async () => {
  const { fake, stores, show, user } = open();
  fake.update({ state: { kind: 'none', lookedAt: null } });
  await stores.updates.refresh();
  fake.refuse('updates.look', new Problem('unreachable', 'Couldn’t check for updates'));
  show(<AppSection />);
  expect(screen.queryByText(/Couldn’t check for updates/)).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Check for updates' }));
  expect(await screen.findByText(/Couldn’t check for updates/)).toBeTruthy();
});

it('explains in the settings why an app does not update itself', async () => {
  const { fake, stores, show } = open();
  fake.update({ state: { kind: 'off', why: 'unsigned' } });
  await stores.updates.refresh();
  show(<AppSection />);
  expect(screen.getByText(/is not signed/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: /Check for updates|Restart/ })).toBeNull();
});

it('starts with the computer when switched on, and has no switch elsewhere', async () => {
  const away = open();
  away.show(<AppSection />);
  await vi.waitFor(() => expect(away.fake.calls()).toContain('startup.get'));
  expect(screen.queryByRole('switch')).toBeNull();
  cleanup();

  const { fake, show, user } = open();
  fake.startAtLogin(false);
  show(<AppSection />);
  const toggle = await screen.findByRole('switch', { name: /^Start Orderbell when/ });
  expect(toggle).toHaveProperty('checked', false);
  await user.click(toggle);
  await waitFor(() => expect(toggle).toHaveProperty('checked', true));
  expect(fake.inputsOf('startup.set')).toEqual([{ on: true }]);
});

it('lists the news since a version, or the newest alone', () => {
  const news = { en: ['a'], uk: ['a'], pl: ['a'] };
  const all = ['3.0.0', '2.0.0', '1.0.0'].map((version) => ({ version, news }));
  const since = (last: string) => newsSince(last, all).map(({ version }) => version);
  expect(since('1.0.0')).toEqual(['3.0.0', '2.0.0']);
  expect(since('3.0.0')).toEqual([]);
  expect(since('0.5.0')).toEqual(['3.0.0']);
});

it('has every release with as many news in each language', () => {
  for (const { news } of releases) {
    expect(new Set(Object.values(news).map(({ length }) => length)).size).toBe(1);
  }
});
