import '../../../src/renderer/zod-without-eval.ts';
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GlobalKeys } from '../../../src/renderer/app/frame/global-keys.tsx';
import { Rail } from '../../../src/renderer/app/frame/rail/rail.tsx';
import { Palette } from '../../../src/renderer/app/palette/index.tsx';
import { lineFrom, linesOf } from '../../../src/renderer/app/palette/lines.ts';
import type { Hotkey } from '../../../src/renderer/lib/browser/hotkeys.ts';
import { PlayerProvider } from '../../../src/renderer/lib/browser/player-context.tsx';
import { customerPlaceOf } from '../../../src/renderer/state/routes/customer-place.ts';
import { parseRoute } from '../../../src/renderer/state/routes/route.ts';
import type { Language } from '../../../src/shared/languages.ts';
import { languages } from '../../../src/shared/languages.ts';
import { createFakeBridge } from './fake-bridge.ts';
import { fakePlayer } from './fake-player.ts';
import { fillIn } from './fill-in.ts';
import { makeWindow, startWindow } from './make-window.tsx';

let end = (): void => {};
let windowParts: ReturnType<typeof makeWindow>;
async function open(language: Language = 'en'): Promise<void> {
  window.location.hash = '#/chats';
  Element.prototype.scrollIntoView = () => {};
  const fake = createFakeBridge({ now: Date.now, orders: 12 });
  windowParts = makeWindow(fake.bridge, language);
  end = startWindow(windowParts);
  await waitFor(() => expect(windowParts.stores.app.getState().state).toBe('ready'));
  render(
    windowParts.around(
      <PlayerProvider value={fakePlayer().player}>
        <input aria-label="elsewhere" />
        <Rail />
        <GlobalKeys />
        <Palette />
      </PlayerProvider>,
    ),
  );
}
afterEach(() => {
  cleanup();
  end();
});

const user = userEvent.setup();
const field = () => screen.findByRole('combobox', { name: 'Search' });
const options = async () => (await screen.findAllByRole('option')).map(({ textContent }) => textContent);

describe('the palette', () => {
  beforeEach(() => open());

  it('opens from a field with any keyboard, and restores the focus', async () => {
    const elsewhere = screen.getByLabelText('elsewhere');
    await user.click(elsewhere);
    await user.keyboard('{Control>}[KeyK/]{/Control}');
    expect(document.activeElement).toBe(await field());
    const labels = windowParts.hotkeys
      .list()
      .filter(({ id }) => id !== 'palette')
      .map(({ label, scope }) => `${label}${scope}`);
    expect(labels.length).toBeGreaterThan(8);
    for (const label of labels) {
      expect(
        (await options()).some((text) => text?.startsWith(label)),
        label,
      ).toBe(true);
    }
    expect(await options()).toContain('InboxGo toGthenI');
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('combobox', { name: 'Search' })).toBeNull());
    expect(document.activeElement).toBe(elsewhere);
  });

  it('has the focus in its field before the next key is typed', () => {
    fireEvent.keyDown(screen.getByLabelText('elsewhere'), { code: 'KeyK', key: 'k', ctrlKey: true });
    expect(document.activeElement).toBe(screen.getByRole('combobox', { name: 'Search' }));
  });

  it('runs what is pointed at, the focus back where it was', async () => {
    await user.click(screen.getByLabelText('elsewhere'));
    await user.keyboard('{Control>}k{/Control}');
    await fillIn(user, await field(), 'new ord');
    await user.keyboard('{Enter}');
    await waitFor(() => expect(window.location.hash).toBe('#/manual-order'));
    expect(document.activeElement).toBe(screen.getByLabelText('elsewhere'));
  });

  it('finds an order and opens it, and a customer', async () => {
    await user.keyboard('{Control>}k{/Control}');
    await fillIn(user, await field(), 'Sofia');
    const order = await screen.findAllByRole('option', { name: /Sofia Rossi/ });
    expect(within(screen.getByRole('group', { name: 'Customers' })).getAllByRole('option')).toHaveLength(1);
    expect(order.length).toBeGreaterThan(1);
    await user.keyboard('{Enter}');
    await waitFor(() => expect(window.location.hash).toMatch(/^#\/inbox\/all\?order=/));
  });

  it('opens no stale result: Enter waits for the current answer', async () => {
    const listed = (text: string) =>
      windowParts.client
        .call('orders.list', { view: 'all', text, offset: 0, limit: 6 })
        .then(({ rows }) => rows);
    const orders = await listed('');
    const wanted = orders.at(-1);
    if (!wanted) throw new Error('there are no orders');
    const begun = wanted.number.slice(0, 1);
    const [before] = await listed(begun);
    expect(before?.id).not.toBe(wanted.id);
    await user.keyboard('{Control>}k{/Control}');
    await user.type(await field(), begun);
    await screen.findAllByRole('option', { name: new RegExp(before?.number ?? '') });
    await user.type(await field(), `${wanted.number.slice(1)}{Enter}`);
    await waitFor(() => expect(window.location.hash).toContain(encodeURIComponent(wanted.id)));
  });

  it('leads from a customer to the customers’ page, where it lists them', async () => {
    await user.keyboard('{Control>}k{/Control}');
    await fillIn(user, await field(), 'Sofia');
    const customers = await screen.findByRole('group', { name: 'Customers' });
    await user.click(within(customers).getByRole('option', { name: /Sofia Rossi/ }));
    await waitFor(() => expect(window.location.hash).toMatch(/^#\/customers/));
    expect(customerPlaceOf(parseRoute(window.location.hash))).toEqual({
      view: 'all',
      text: '+393331234567',
      sort: 'last',
      customer: null,
    });
  });

  it('says when nothing is found', async () => {
    await user.keyboard('{Control>}k{/Control}');
    await fillIn(user, await field(), 'zzzz');
    await screen.findByText('No results for “zzzz”');
  });
});

it.each([
  ['en', 'dark', 'Theme: Dark'],
  ['uk', 'темна', 'Тема: Темна'],
  ['pl', 'ciemny', 'Motyw: Ciemny'],
  ['en', 'night', 'Theme: Dark'],
  ['en', 'mute', 'Sound: Sound off'],
  ['en', 'polish', 'Language: Polski'],
  ['en', 'density', 'Row height: Compact'],
  ['en', 'shortcuts', 'Single-letter keys: off'],
  ['en', 'statistics', 'Insights'],
  ['en', 'printer', 'Settings'],
  ['en', 'refund', 'Refund: choose a paid order'],
  ['en', 'view new', 'Show New'],
  ['en', 'unpaid', 'Show Unpaid'],
] as const)('finds settings, pages and views by other words: %s, %s', async (language, typed, label) => {
  await open(language);
  const found = linesOf(windowParts.hotkeys.list(), typed, { state: 'idle' });
  expect(found.map((line) => (line.kind === 'command' ? line.command.label : ''))).toContain(label);
});

it('sets by the palette what is set in Settings', async () => {
  await open();
  await user.keyboard('{Control>}k{/Control}');
  await fillIn(user, await field(), 'compact');
  await user.keyboard('{Enter}');
  await waitFor(() => expect(windowParts.stores.preferences.getState().density).toBe('compact'));
  await user.keyboard('{Control>}k{/Control}');
  await fillIn(user, await field(), 'dark');
  await user.keyboard('{Enter}');
  await waitFor(() => expect(document.documentElement.dataset.mantineColorScheme).toBe('dark'));
});

it('leads by the palette to a view from another page', async () => {
  await open();
  await user.keyboard('{Control>}k{/Control}');
  await fillIn(user, await field(), 'unpaid');
  await user.keyboard('{Enter}');
  await waitFor(() => expect(window.location.hash).toMatch(/^#\/inbox\/unpaid/));
});

it.each(languages)('finds each page by its word in the menu: %s', async (language) => {
  await open(language);
  const places = within(screen.getByRole('navigation')).getAllByRole('link');
  expect(places.length).toBeGreaterThan(10);
  for (const place of places) {
    const word = place.querySelector('span')?.textContent ?? '';
    window.location.hash = '#/elsewhere';
    const [first] = linesOf(windowParts.hotkeys.list(), word, { state: 'idle' });
    if (first?.kind === 'command') act(first.command.run);
    expect([word, window.location.hash]).toEqual([word, place.getAttribute('href')]);
  }
});

const command = (id: string, label: string, scope = 'Everywhere'): Hotkey => ({
  id,
  keys: [],
  scope,
  label,
  run: () => {},
});

describe('the lines of the palette', () => {
  const commands = [
    command('1', 'Open order', 'Inbox'),
    command('2', 'New order'),
    command('3', 'Inbox', 'Go to'),
  ];
  const labels = (typed: string) =>
    linesOf(commands, typed, { state: 'idle' }).map((line) =>
      line.kind === 'command' ? line.command.label : '',
    );

  it('are the commands with every typed word, prefix matches first', () => {
    expect(labels('order')).toEqual(['Open order', 'New order']);
    expect(labels('order new')).toEqual(['New order']);
    expect(labels('inb')).toEqual(['Inbox', 'Open order']);
    expect(labels('')).toHaveLength(3);
  });

  it('are found by synonyms, after those found by their names', () => {
    const refund = { ...command('4', 'Cancel order'), synonyms: 'void Refund' };
    const all = [refund, command('5', 'Record a refund'), ...commands];
    const found = linesOf(all, 'refund', { state: 'idle' }).map(({ id }) => id);
    expect(found).toEqual(['command:5', 'command:4']);
  });

  it('are gone through by arrows, round the ends', () => {
    const lines = linesOf(commands, '', { state: 'idle' });
    const at = (active: string | null, by: number) => lineFrom(lines, active, by);
    expect(at('command:1', 1)).toBe('command:2');
    expect(at('command:3', 1)).toBe('command:1');
    expect(at('command:1', -1)).toBe('command:3');
    expect(at(null, -1)).toBe('command:3');
    expect(lineFrom([], null, 1)).toBeNull();
  });
});
