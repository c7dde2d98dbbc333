import { expect, it } from 'vitest';
import { createAlertRulesStore } from '../../../src/renderer/state/alert-rules-store.ts';
import type { AlertRules } from '../../../src/shared/alert-rules/rules.ts';
import { defaultRules, lastRule } from '../../../src/shared/alert-rules/rules.ts';
import { Problem } from '../../../src/shared/problem.ts';
import { createFakeBridge } from './fake-bridge.ts';
import { pageClient } from './page-client.ts';
import { gate, pageClock, settle } from './page-clock.ts';

const named = (name: string): AlertRules => ({ ...defaultRules, rules: [{ ...lastRule, name }] });

/** A bell that is being saved as “Bouquets”, and not before it is let go. */
async function saving() {
  const clock = pageClock();
  const held = gate();
  const fake = createFakeBridge({
    now: clock.now,
    before: async (name) => (name === 'alertRules.set' ? held.opened : undefined),
  });
  const bell = createAlertRulesStore({ client: pageClient(fake.bridge), clock });
  bell.start();
  await settle();
  bell.edit(named('Bouquets'));
  const saved = bell.save();
  const name = (): string | undefined => {
    const now = bell.getState();
    return now.state === 'ready' ? now.value.bell.rules[0]?.name : undefined;
  };
  return { bell, fake, name, edit: bell.edited.getState, saved, letGo: held.open };
}

it('has nothing to save after a save without further changes', async () => {
  const { edit, name, saved, letGo } = await saving();
  letGo();
  await saved;
  expect([edit(), name()]).toEqual([null, 'Bouquets']);
});

it('keeps edits made during a save as edits of the saved bell', async () => {
  const { bell, edit, name, saved, letGo } = await saving();
  bell.edit(named('Wreaths'));
  letGo();
  await saved;
  expect(edit()).toEqual({ bell: named('Wreaths'), base: named('Bouquets') });
  await bell.save();
  expect([edit(), name()]).toEqual([null, 'Wreaths']);
});

it('keeps that it was changed back while it was being saved', async () => {
  const { bell, edit, saved, letGo } = await saving();
  bell.edit(defaultRules);
  letGo();
  await saved;
  expect(edit()).toEqual({ bell: defaultRules, base: named('Bouquets') });
});

it('keeps all of it when it could not be saved', async () => {
  const { bell, fake, edit, saved, letGo } = await saving();
  bell.edit(named('Wreaths'));
  fake.refuse('alertRules.set', new Problem('refused', 'Too many rules'));
  letGo();
  await expect(saved).rejects.toThrow('Too many rules');
  expect(edit()).toEqual({ bell: named('Wreaths'), base: defaultRules });
});

it('keeps nothing of it when another shop is opened meanwhile', async () => {
  const { bell, edit, saved, letGo } = await saving();
  bell.edit(named('Wreaths'));
  await bell.forget();
  letGo();
  await saved;
  expect(edit()).toBeNull();
});
