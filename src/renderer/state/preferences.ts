import { createStore } from 'zustand/vanilla';
import type { RuleSound } from '../../shared/alert-rules/rules.ts';
import { ruleSounds } from '../../shared/alert-rules/rules.ts';
import type { RowFact } from '../../shared/saved-views.ts';
import { rowFacts } from '../../shared/saved-views.ts';

export type Density = 'comfortable' | 'compact';
export type Preferences = {
  readonly density: Density;
  /** The facts in rows of a view that sets none. */
  readonly facts: readonly RowFact[];
  readonly muted: boolean;
  /** 0 to 100; 0 is silent. */
  readonly volume: number;
  /** The sound of a new order here; `rule`: the sound of its alert rule. */
  readonly newOrderSound: RuleSound | 'rule';
  readonly railOpen: boolean;
  readonly singleKeys: boolean;
  readonly listWidth: number;
  /** Whether the source's original is shown with each order. */
  readonly original: boolean;
  readonly originalWidth: number;
};

export const listWidths = { min: 360, max: 480, usual: 440 } as const;
export const originalWidths = { min: 280, max: 960, usual: 700 } as const;

const key = 'orderbell.preferences';
const usual: Preferences = {
  density: 'comfortable',
  facts: ['items', 'place', 'wanted', 'tags', 'assignee'],
  muted: false,
  volume: 100,
  newOrderSound: 'rule',
  railOpen: true,
  singleKeys: true,
  listWidth: listWidths.usual,
  original: false,
  originalWidth: originalWidths.usual,
};

/** Whether these settings silence all order sounds. */
export const isSilent = ({ muted, volume }: Pick<Preferences, 'muted' | 'volume'>): boolean =>
  muted || volume === 0;

/** Resolves the sound of a rule at this computer. */
export const soundFor = (
  sound: RuleSound,
  { newOrderSound }: Pick<Preferences, 'newOrderSound'>,
): RuleSound => (newOrderSound === 'rule' ? sound : newOrderSound);

/** The user's preferences in this window. They hold no data of the shop. */
export function createPreferencesStore(storage: Pick<Storage, 'getItem' | 'setItem'>) {
  const store = createStore<Preferences>(() => parsePreferences(storage.getItem(key)));
  return {
    ...store,
    set(change: Partial<Preferences>): void {
      store.setState(change);
      // merge with the stored values: another window may have changed them
      const kept = parsePreferences(storage.getItem(key));
      storage.setItem(key, JSON.stringify({ ...kept, ...change }));
    },
  };
}

function parsePreferences(stored: string | null): Preferences {
  const raw = parseObject(stored);
  const flag = (name: keyof Preferences, fallback: boolean): boolean => {
    const value = raw[name];
    return typeof value === 'boolean' ? value : fallback;
  };
  const within = (name: keyof Preferences, fallback: number, min: number, max: number): number => {
    const value = raw[name];
    return Math.min(max, Math.max(min, typeof value === 'number' ? value : fallback));
  };
  return {
    density: raw.density === 'compact' ? 'compact' : usual.density,
    facts: Array.isArray(raw.facts) ? rowFacts.filter((fact) => includes(raw.facts, fact)) : usual.facts,
    muted: flag('muted', usual.muted),
    volume: within('volume', usual.volume, 0, 100),
    newOrderSound: ruleSounds.find((sound) => sound === raw.newOrderSound) ?? usual.newOrderSound,
    railOpen: flag('railOpen', usual.railOpen),
    singleKeys: flag('singleKeys', usual.singleKeys),
    listWidth: within('listWidth', usual.listWidth, listWidths.min, listWidths.max),
    original: flag('original', usual.original),
    originalWidth: within('originalWidth', usual.originalWidth, originalWidths.min, originalWidths.max),
  };
}

const includes = (list: unknown, value: string): boolean => Array.isArray(list) && list.includes(value);

function parseObject(stored: string | null): { readonly [name: string]: unknown } {
  if (stored === null) return {};
  try {
    const value: unknown = JSON.parse(stored);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch (error) {
    if (error instanceof SyntaxError) return {}; // written by another version or by hand: use the defaults
    throw error;
  }
}
