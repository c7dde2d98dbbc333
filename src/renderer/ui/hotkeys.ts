/** One command that keys run, or the palette. */
export type Hotkey = {
  readonly id: string;
  /** As people write them: `j`, `?`, `mod+k`, `enter`; one after the other: `g i`. None: it is in the palette alone. */
  readonly keys: readonly string[];
  /** Where it belongs in the sheet. */
  readonly scope: string;
  readonly label: string;
  /** Other words that people look for it by in the palette. */
  readonly synonyms?: string;
  readonly run: () => void;
  /** Runs while typing as well: only for combinations and Escape. */
  readonly whileTyping?: boolean;
  /** Runs over an open dialog or menu as well. */
  readonly overDialogs?: boolean;
  /** Runs again and again while the key is held: only for moving about. */
  readonly repeats?: boolean;
};

export type KeyPress = {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly isComposing: boolean;
  /** Whether the keyboard says it again because the key is held. */
  readonly repeat?: boolean;
  /** When it was pressed, milliseconds by any clock that runs on. */
  readonly timeStamp?: number;
};

/**
 * What was pressed, the same on every layout: a Latin letter or sign by what it types (AZERTY, Dvorak), another script's
 * letter by the place of its key (Ukrainian «о» is J). Shift is told only for what has no shifted form of its own, Alt and
 * AltGr, which is both Ctrl and Alt, only for what they may not have been needed to type (`[` on AZERTY).
 */
export function nameOfKey(press: KeyPress): string {
  const name = keyName(press);
  const isSign = name.length === 1 && !/[a-z0-9]/.test(name);
  const isTyped = isSign && press.altKey && !press.metaKey;
  const modifiers = [
    (press.ctrlKey || press.metaKey) && !isTyped && 'mod',
    press.altKey && !isTyped && 'alt',
    press.shiftKey && (name.length > 1 || /[a-z]/.test(name)) && 'shift',
  ];
  return [...modifiers.filter((modifier) => modifier !== false), name].join('+');
}

function keyName({ key, code, shiftKey }: KeyPress): string {
  if (key.length > 1 || key.charCodeAt(0) < 128) return key.toLowerCase();
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter !== undefined) return letter.toLowerCase();
  return (shiftKey ? shiftedPlaces[code] : places[code]) ?? key;
}

const places: Readonly<Record<string, string>> = { BracketLeft: '[', BracketRight: ']', Slash: '/' };
const shiftedPlaces: Readonly<Record<string, string>> = { Slash: '?' };

/** The Ukrainian layout types `.` and `,` where `/` and `?` are printed, and letters where the brackets are. */
const alsoByPlace = ({ code, key, shiftKey }: KeyPress): string | null => {
  if (code === 'Slash' && !shiftKey && key === '.') return '/';
  if (code === 'Slash' && shiftKey && key === ',') return '?';
  return null;
};

const typingTypes = new Set(['checkbox', 'radio', 'button', 'submit', 'reset', 'range', 'color', 'file']);

/** True where letters go into text, so that they are not commands. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true;
  if (target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLInputElement && !typingTypes.has(target.type);
}

/** Enter and Space on a button are its own, arrows where they scroll or choose; in an open menu or dialog all keys are. */
const belongsToTarget = (target: EventTarget | null, name: string): boolean =>
  target instanceof Element &&
  ((/arrow/.test(name) && target !== document.body && target.closest('[role="listbox"]') === null) ||
    (/^(enter| )$/.test(name) && target.closest('button, a[href], summary, [role="menuitem"]') !== null) ||
    target.closest('[role="dialog"], [role="menu"]') !== null);

export type Hotkeys = {
  /** @returns the function that takes them away; what is added later comes first */
  add(hotkeys: readonly Hotkey[]): () => void;
  /** Those that can be pressed now, for the sheet; of two with the same key the one that would run. */
  list(): readonly Hotkey[];
  press(event: KeyPress & { readonly target: EventTarget | null; preventDefault(): void }): void;
  onChange(listener: () => void): () => void;
};

/** Pressed later than this, the second key of a sequence is a key of its own, milliseconds. */
const sequenceMs = 1_500;
const modifiers = new Set(['shift', 'control', 'alt', 'meta', 'altgraph', 'capslock']);

/** The one registry of keys. `singleKeys` false leaves only combinations and named keys (WCAG 2.1.4). */
export function createHotkeys({ singleKeys }: { singleKeys: () => boolean }): Hotkeys {
  let groups: readonly (readonly Hotkey[])[] = [];
  let listed: readonly Hotkey[] = [];
  let begun: { readonly name: string; readonly at: number } | null = null;
  const listeners = new Set<() => void>();

  function change(next: readonly (readonly Hotkey[])[]): void {
    groups = next;
    listed = reachable(groups.toReversed().flat());
    for (const listener of listeners) listener();
  }

  const find = (name: string): Hotkey | undefined => listed.find(({ keys }) => keys.includes(name));
  const begins = (name: string): boolean =>
    listed.some(({ keys }) => keys.some((key) => key.startsWith(`${name} `)));

  /** The first key of a sequence, if this is the second. */
  function firstOf({ timeStamp = 0 }: KeyPress): string | null {
    const first = begun !== null && timeStamp - begun.at <= sequenceMs ? begun.name : null;
    begun = null;
    return first;
  }

  return {
    add(hotkeys) {
      change([...groups, hotkeys]);
      return () => change(groups.filter((group) => group !== hotkeys));
    },
    list: () => listed,
    press(event) {
      if (event.isComposing || modifiers.has(event.key.toLowerCase())) return;
      const name = nameOfKey(event);
      const first = firstOf(event);
      if (!singleKeys() && isSingle(name)) return;
      if (first === null && begins(name) && isFree(event.target, name)) {
        begun = { name, at: event.timeStamp ?? 0 };
        return;
      }
      const place = alsoByPlace(event);
      const hotkey =
        first !== null && isSingle(name)
          ? find(`${first} ${name}`) // no such sequence: what the key does alone was not meant
          : (find(name) ?? (place === null ? undefined : find(place)));
      if (hotkey === undefined || !isFree(event.target, name, hotkey)) return;
      event.preventDefault();
      if (event.repeat === true && hotkey.repeats !== true) return;
      hotkey.run();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Nobody types there, and no part of the page has the key for itself. */
const isFree = (
  target: EventTarget | null,
  name: string,
  { whileTyping, overDialogs }: Pick<Hotkey, 'whileTyping' | 'overDialogs'> = {},
): boolean =>
  (whileTyping === true || !isTyping(target)) && (overDialogs === true || !belongsToTarget(target, name));

/** Each command once, each key at the one that would run: of what was added last. */
function reachable(latestFirst: readonly Hotkey[]): readonly Hotkey[] {
  const seen = new Set<string>();
  const taken = new Set<string>();
  return latestFirst.flatMap((hotkey) => {
    if (seen.has(hotkey.id)) return [];
    seen.add(hotkey.id);
    const keys = hotkey.keys.filter((key) => !taken.has(key));
    for (const key of keys) taken.add(key);
    return hotkey.keys.length > 0 && keys.length === 0 ? [] : [{ ...hotkey, keys }];
  });
}

/** Letters and signs that text is made of, alone or one after the other. */
export const isSingle = (name: string): boolean =>
  name.split(' ').every((key) => key.replace(/^shift\+/, '').length === 1);
