import '../../../src/renderer/zod-without-eval.ts';
import { act, cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { afterEach, expect, it } from 'vitest';
import { EscalationLine } from '../../../src/renderer/app/frame/banners/escalation-line.tsx';
import { VoiceLine } from '../../../src/renderer/app/frame/banners/voice-line.tsx';
import { DutySwitch } from '../../../src/renderer/app/frame/rail/duty-switch.tsx';
import { Rail } from '../../../src/renderer/app/frame/rail/rail.tsx';
import { AlertRulesPage } from '../../../src/renderer/features/notifications/rules/index.tsx';
import { PlayerProvider } from '../../../src/renderer/lib/browser/player-context.tsx';
import { defaultRules, lastRule } from '../../../src/shared/alert-rules/rules.ts';
import { createFakeBridge } from './fake-bridge.ts';
import { fakePlayer } from './fake-player.ts';
import { fillIn } from './fill-in.ts';
import { makeWindow } from './make-window.tsx';
import { gate } from './page-clock.ts';

let end = (): void => {};
afterEach(() => {
  end();
  cleanup();
  window.localStorage.clear();
});

async function open({ before }: Pick<Parameters<typeof createFakeBridge>[0], 'before'> = {}) {
  const fake = createFakeBridge({ now: Date.now, orders: 1, ...(before && { before }) });
  const { stores, around } = makeWindow(fake.bridge);
  end = stores.start();
  await waitFor(() => {
    expect(stores.app.getState().state).toBe('ready');
    expect(stores.bell.getState().state).toBe('ready');
  });
  const { player, tried, voice } = fakePlayer();
  const draw = (page: ReactNode): ReactNode =>
    around(
      <PlayerProvider value={player}>
        <VoiceLine />
        <DutySwitch />
        <EscalationLine />
        {page}
      </PlayerProvider>,
    );
  const { rerender } = render(draw(<AlertRulesPage />));
  const show = (page: ReactNode): void => rerender(draw(page));
  return { fake, stores, tried, voice, show, user: userEvent.setup() };
}
const rules = (stores: Awaited<ReturnType<typeof open>>['stores']) => {
  const asked = stores.bell.getState();
  return asked.state === 'ready' ? asked.value.bell.rules : [];
};

it('adds a rule, shows its recipients, and saves nothing by itself', async () => {
  const { stores, user } = await open();
  await user.click(screen.getByRole('button', { name: 'Add rule' }));
  expect(screen.getByText(/New rule: /).textContent).toContain('Anna');
  expect(rules(stores)).toEqual(defaultRules.rules);
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() =>
    expect(rules(stores).map(({ id }) => id)).toEqual(['rule-1', ...defaultRules.rules.map(({ id }) => id)]),
  );
  expect(screen.getByRole('button', { name: 'Save' })).toHaveProperty('disabled', true);
});

it('keeps another person’s save while the form is open', async () => {
  const { fake, stores, user } = await open();
  await user.click(screen.getByRole('button', { name: 'Add rule' }));
  await act(async () => {
    await fake.bridge.call('alertRules.set', {
      bell: { ...defaultRules, digestTo: ['Olena'] },
      base: defaultRules,
    });
    await stores.bell.refresh();
  });
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(rules(stores)[0]).toMatchObject({ id: 'rule-1' }));
  expect(stores.bell.getState()).toMatchObject({ value: { bell: { digestTo: ['Olena'] } } });
});

it('keeps a name typed during a save for the next save', async () => {
  const held = gate();
  const { stores, user } = await open({
    before: async (name) => (name === 'alertRules.set' ? held.opened : undefined),
  });
  await user.click(screen.getByRole('button', { name: 'Add rule' }));
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await user.type(screen.getByDisplayValue('New rule'), ' 2');
  held.open();
  await waitFor(() => expect(rules(stores)[0]?.name).toBe('New rule'));
  await waitFor(() => expect(screen.getByRole('button', { name: 'Save' })).toHaveProperty('disabled', false));
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(rules(stores)[0]?.name).toBe('New rule 2'));
});

it('keeps changes across pages and blocks an update until saved', async () => {
  const { fake, stores, show, user } = await open();
  await user.click(screen.getByRole('button', { name: 'Add rule' }));
  show(null);
  expect(fake.inputsOf('updates.working').at(-1)).toEqual({ on: true });
  show(<AlertRulesPage />);
  expect(screen.getByText(/New rule: /)).toBeDefined();
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(rules(stores)[0]).toMatchObject({ id: 'rule-1' }));
  expect(screen.getByRole('button', { name: 'Save' })).toHaveProperty('disabled', true);
  expect(fake.inputsOf('updates.working').at(-1)).toEqual({ on: false });
});

it('drops changes of the sample shop, and its block of updates', async () => {
  const { fake, stores, user } = await open();
  await user.click(screen.getByRole('button', { name: 'Add rule' }));
  expect(screen.getAllByDisplayValue('New rule')).toHaveLength(1);
  const rule = { ...lastRule, name: 'Bouquets' };
  await act(async () => {
    await fake.bridge.call('alertRules.set', { bell: { ...defaultRules, rules: [rule] } });
    await fake.bridge.call('sample.remove', undefined);
    fake.emit({ kind: 'app-changed' });
  });
  await screen.findByDisplayValue('Bouquets');
  expect(screen.queryByDisplayValue('New rule')).toBeNull();
  expect(rules(stores)).toEqual([rule]);
  expect(screen.getByRole('button', { name: 'Save' })).toHaveProperty('disabled', true);
  expect(fake.inputsOf('updates.working').at(-1)).toEqual({ on: false });
});

it('keeps changes when the shop’s own data changes', async () => {
  const { stores, user } = await open();
  await user.click(screen.getByRole('button', { name: 'Add rule' }));
  await act(() => stores.app.setManager('Olena'));
  expect(screen.getAllByDisplayValue('New rule')).toHaveLength(1);
  expect(screen.getByRole('button', { name: 'Save' })).toHaveProperty('disabled', false);
});

it('has nothing to save of what was changed back', async () => {
  const { fake, user } = await open();
  await user.click(screen.getByRole('button', { name: 'Add rule' }));
  await user.click(screen.getByRole('button', { name: 'Delete “New rule”' }));
  expect(screen.getByRole('button', { name: 'Save' })).toHaveProperty('disabled', true);
  expect(fake.inputsOf('updates.working').at(-1)).toEqual({ on: false });
});

it('shows unsaved changes in the menu on every page', async () => {
  const { stores, show, user } = await open();
  await user.click(screen.getByRole('button', { name: 'Add rule' }));
  show(<Rail />);
  expect(screen.getByRole('link', { name: /Notifications.*Unsaved changes/ }).textContent).toContain('•');
  act(() => stores.bell.edited.setState(null));
  expect(screen.queryByRole('link', { name: /Unsaved changes/ })).toBeNull();
});

it('chooses the channels of a rule and their order', async () => {
  const { stores, user } = await open();
  // one per rule, the first for new orders
  const [ways] = screen.getAllByRole('combobox', { name: 'Channels, in order' });
  if (!ways) throw new Error('there is a rule');
  expect(ways).toHaveProperty('value', 'Messenger, then e-mail');
  await user.click(ways);
  expect(screen.queryByText(/by e-mail/)).toBeNull();
  await user.click(await screen.findByRole('option', { name: 'e-mail, then Messenger' }));
  await screen.findByText(/, by e-mail, then Messenger\./);
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(rules(stores)[0]?.ways).toEqual(['email', 'messenger']));
});

it('forgets what was changed when that is discarded', async () => {
  const { user } = await open();
  await user.click(screen.getByRole('button', { name: 'Delete “Every order”' }));
  expect(screen.queryByRole('button', { name: 'Delete “Every order”' })).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Discard changes' }));
  expect(screen.queryByRole('button', { name: 'Delete “Every order”' })).not.toBeNull();
});

it('forgets a typed total, and blocks an update until then', async () => {
  const { fake, user } = await open();
  const total = screen.getAllByRole('textbox', { name: 'Minimum total, UAH' })[0];
  if (!total) throw new Error('no rule asks for a total');
  await user.type(total, '500');
  expect(fake.inputsOf('updates.working').at(-1)).toEqual({ on: true });
  await user.click(screen.getByRole('button', { name: 'Discard changes' }));
  expect(screen.getAllByRole('textbox', { name: 'Minimum total, UAH' })[0]).toHaveProperty('value', '');
  expect(fake.inputsOf('updates.working').at(-1)).toEqual({ on: false });
});

it('accepts a total with spaces, and saves no invalid amount', async () => {
  const { fake, stores, user } = await open();
  const total = screen.getAllByRole('textbox', { name: 'Minimum total, UAH' })[0];
  if (!total) throw new Error('no rule asks for a total');
  const button = (name: string) => screen.getByRole('button', { name });
  const least = (minor: number) => ({ minor, currency: 'UAH' });
  await fillIn(user, total, '1 000');
  expect(total.getAttribute('aria-invalid')).not.toBe('true');
  await user.click(button('Save'));
  await waitFor(() => expect(rules(stores)[0]?.when.totalAtLeast).toEqual(least(100_000)));

  await user.click(button('Add rule'));
  const added = screen.getAllByRole('textbox', { name: 'Minimum total, UAH' })[0];
  if (!added) throw new Error('the new rule asks for no total');
  await fillIn(user, added, '1.234,50');
  expect(added.getAttribute('aria-invalid')).toBe('true');
  // nor its first value
  expect(stores.bell.edited.getState()?.bell.rules[0]?.when.totalAtLeast).toBeUndefined();
  expect(button('Save')).toHaveProperty('disabled', true);
  await user.clear(added);
  await fillIn(user, added, '1234,50');
  await user.click(button('Save'));
  await waitFor(() => expect(rules(stores)[0]?.when.totalAtLeast).toEqual(least(123_450)));
  expect(fake.inputsOf('alertRules.set')).toHaveLength(2);
});

it('saves a rule after its invalid amount is removed or discarded', async () => {
  const { user } = await open();
  const button = (name: string) => screen.getByRole('button', { name });
  const first = () => screen.getAllByRole('textbox', { name: 'Minimum total, UAH' })[0];
  await user.click(button('Add rule'));
  await user.type(first() ?? document.body, 'x');
  expect(button('Save')).toHaveProperty('disabled', true);
  await user.click(button('Delete “New rule”'));
  await user.click(button('Add rule'));
  expect(button('Save')).toHaveProperty('disabled', false);
  await user.click(button('Discard changes'));
  await user.type(first() ?? document.body, 'x');
  await user.click(button('Discard changes'));
  expect(first()).toHaveProperty('value', '');
});

it('saves nothing while a number of hours or minutes is emptied', async () => {
  const { stores, user } = await open();
  const save = screen.getByRole('button', { name: 'Save' });
  for (const name of ['Hours unpaid', 'Step 1: next step after, min']) {
    const [field] = screen.getAllByRole('textbox', { name });
    if (field === undefined) throw new Error(`no field ${name}`);
    await user.type(field, '{Backspace}{Backspace}');
    expect(save).toHaveProperty('disabled', true);
    await user.type(field, '36');
    expect(save).toHaveProperty('disabled', false);
  }
  await user.click(save);
  await waitFor(() =>
    expect(rules(stores)).toMatchObject([
      { steps: [{ passOnMinutes: 36 }, {}] },
      {},
      {},
      {},
      { when: { unpaidHours: 36 } },
    ]),
  );
});

it('begins a shift, and shows for how many orders it rings', async () => {
  const { fake, stores, user } = await open();
  await user.click(screen.getByRole('button', { name: 'Off duty' }));
  await screen.findByRole('button', { name: 'On duty' });
  fake.arrive();
  await screen.findByText('1 order waiting to be taken');
  expect(screen.queryByRole('region', { name: 'Alert' })).not.toBeNull();
  await user.click(screen.getByRole('button', { name: 'Silence these' }));
  await waitFor(() => expect(screen.queryByText(/waiting to be taken/)).toBeNull());
  expect(stores.bell.standing()).toHaveLength(1);
});

it('is loud for every source first, and saves local preferences at once', async () => {
  const { stores, tried, user } = await open();
  const preferences = () => stores.preferences.getState();
  expect(preferences()).toMatchObject({ muted: false, volume: 100, newOrderSound: 'rule' });
  const slider = screen.getByRole('slider', { name: 'Volume in percent' });
  slider.focus();
  await user.keyboard('{ArrowLeft}{ArrowLeft}');
  expect(preferences().volume).toBe(90);
  await user.click(screen.getByRole('combobox', { name: 'New order sound' }));
  await user.click(await screen.findByRole('option', { name: 'Knock' }));
  await user.click(screen.getByRole('button', { name: 'Play sound' }));
  expect(tried.at(-1)).toBe('late');
  await user.click(screen.getByRole('switch', { name: 'Play sounds' }));
  expect(preferences().muted).toBe(true);
  await screen.findByText('Sound is off: orders arrive silently.');
  await user.click(screen.getByRole('switch', { name: 'Bloomdash' }));
  await waitFor(() => {
    const asked = stores.bell.getState();
    expect(asked.state === 'ready' && asked.value.silenced).toEqual(['mail:bloomdash']);
  });
});

it('warns when no order would ring, unless the bell is off', async () => {
  const { stores, voice } = await open();
  expect(screen.queryByRole('region', { name: 'Sound' })).toBeNull();
  act(() => voice.setState('waits', true));
  await screen.findByText(/^Sound is off until you click/);
  act(() => voice.setState('refused', true));
  await waitFor(() => expect(screen.getAllByText(/This computer cannot play sound/)).toHaveLength(2));
  act(() => stores.preferences.set({ muted: true }));
  expect(screen.queryByRole('region', { name: 'Sound' })).toBeNull();
});

it('previews a text while typing, and saves it on request', async () => {
  const { stores, user } = await open();
  const shown = await screen.findByRole('region', { name: 'English, in Messenger' });
  await within(shown).findByText(/New order #1042 · Shopify/);
  expect(
    within(shown)
      .getAllByRole('listitem')
      .map(({ textContent }) => textContent),
  ).toEqual(['Take', 'Open order']);
  const area = screen.getByRole('textbox', { name: 'Message in English' });
  await fillIn(user, area, 'Hurry: ');
  await user.click(
    within(screen.getByRole('group', { name: 'Insert into the English message' })).getByRole('button', {
      name: 'Total',
    }),
  );
  expect(area).toHaveProperty('value', 'Hurry: {total}');
  within(shown).getByText(/^Hurry: ₴1,240$/);
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => {
    const asked = stores.bell.getState();
    expect(asked.state === 'ready' && asked.value.bell.texts).toEqual({ en: 'Hurry: {total}' });
  });
  await user.click(screen.getByRole('button', { name: 'Reset to the default English text' }));
  await within(shown).findByText(/New order #1042/);
});

it('shows where a text is invalid, without preview or save', async () => {
  const { user } = await open();
  await screen.findByText(/Нове замовлення #1042/);
  await user.click(screen.getByRole('textbox', { name: 'Message in Ukrainian' }));
  await user.paste('Мерщій\n{nubmer}');
  await screen.findByText('Line 2, column 1: there is no field “nubmer”');
  const shown = screen.getByRole('region', { name: 'Ukrainian, in Messenger' });
  within(shown).getByText('This text has errors; see below.');
  expect(screen.getByRole('button', { name: 'Save' })).toHaveProperty('disabled', true);
});

it('shows a text with an order of the shop that is chosen', async () => {
  const { user } = await open();
  const shown = await screen.findByRole('region', { name: 'English, in Messenger' });
  await user.click(screen.getByRole('combobox', { name: 'Preview with' }));
  const [, first] = await screen.findAllByRole('option');
  if (!first) throw new Error('the shop has an order');
  const [number] = (first.textContent ?? '').split(' · ');
  await user.click(first);
  await within(shown).findByText(new RegExp(`New order ${number} · Bloomdash`));
});

it('ends any manager’s shift at once', async () => {
  const { fake, user } = await open();
  await user.click(screen.getByRole('button', { name: 'Off duty' }));
  await user.click(await screen.findByRole('button', { name: 'End shift of Anna' }));
  await screen.findByRole('button', { name: 'Off duty' });
  expect(fake.inputsOf('duty.set')).toContainEqual({ on: false, manager: 'Anna' });
});
