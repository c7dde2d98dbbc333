import { expect, it } from 'vitest';
import { createPreferencesStore } from '../../../src/renderer/state/preferences.ts';

it('keeps another window’s change when saving its own', () => {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
  createPreferencesStore(storage).set({ muted: true });
  const [one, other] = [createPreferencesStore(storage), createPreferencesStore(storage)];
  one.set({ muted: false });
  other.set({ listWidth: 420 });
  expect(createPreferencesStore(storage).getState()).toMatchObject({ muted: false, listWidth: 420 });
});
