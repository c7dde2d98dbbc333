/** One command that keys run. `keys` as people write them: `j`, `shift+?`, `mod+k`, `enter`. */
export type Hotkey = {
  readonly id: string;
  readonly keys: readonly string[];
  /** Where it belongs in the sheet. */
  readonly scope: string;
  readonly label: string;
  readonly run: () => void;
  /** Runs while typing as well: only for combinations and Escape. */
  readonly whileTyping?: boolean;
};

export type KeyPress = {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly isComposing: boolean;
};

/**
 * What was pressed, the same on every layout: a Latin letter or sign by what it types (AZERTY, Dvorak), another script's
 * letter by the place of its key (Ukrainian «о» is J). Shift is told only for what has no shifted form of its own.
 */
export function nameOfKey(press: KeyPress): string {
  const name = keyName(press);
  const modifiers = [
    (press.ctrlKey || press.metaKey) && 'mod',
    press.altKey && 'alt',
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

/** The one registry of keys. `singleKeys` false leaves only combinations and named keys (WCAG 2.1.4). */
export function createHotkeys({ singleKeys }: { singleKeys: () => boolean }): Hotkeys {
  let groups: readonly (readonly Hotkey[])[] = [];
  let listed: readonly Hotkey[] = [];
  const listeners = new Set<() => void>();

  function change(next: readonly (readonly Hotkey[])[]): void {
    groups = next;
    const seen = new Set<string>();
    listed = groups
      .toReversed()
      .flat()
      .filter(({ id }) => !seen.has(id) && seen.add(id));
    for (const listener of listeners) listener();
  }

  const find = (name: string): Hotkey | undefined => listed.find(({ keys }) => keys.includes(name));

  return {
    add(hotkeys) {
      change([...groups, hotkeys]);
      return () => change(groups.filter((group) => group !== hotkeys));
    },
    list: () => listed,
    press(event) {
      if (event.isComposing) return;
      const place = alsoByPlace(event);
      const name = nameOfKey(event);
      const hotkey = find(name) ?? (place === null ? undefined : find(place));
      if (hotkey === undefined) return;
      if (isTyping(event.target) && hotkey.whileTyping !== true) return;
      if (belongsToTarget(event.target, name)) return;
      if (!singleKeys() && isSingle(name)) return;
      event.preventDefault();
      hotkey.run();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

const isSingle = (name: string): boolean => name.replace(/^shift\+/, '').length === 1;
