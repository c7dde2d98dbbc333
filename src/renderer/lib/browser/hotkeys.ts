/** A command that is run by keys or the command palette. */
export type Hotkey = {
  readonly id: string;
  /** Key names: `j`, `?`, `mod+k`, `enter`; in sequence: `g i`. Without keys it is in the palette only. */
  readonly keys: readonly string[];
  /** Its group in the list of keys. */
  readonly scope: string;
  readonly label: string;
  /** Synonyms for the search in the palette. */
  readonly synonyms?: string;
  readonly run: () => void;
  /** Also runs while the user types: only for key combinations and Escape. */
  readonly whileTyping?: boolean;
  /** Also runs while a dialog or menu is open. */
  readonly overDialogs?: boolean;
  /** Repeats while the key is held: only for navigation. */
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
  /** Whether this is an automatic repeat of a held key. */
  readonly repeat?: boolean;
  /** When it was pressed, in milliseconds of any monotonic clock. */
  readonly timeStamp?: number;
};

/**
 * The name of a key, the same on every layout. Latin letters and signs are named by what they type (AZERTY, Dvorak), letters of
 * other scripts by the key's position (Ukrainian «о» is J). Shift counts only for keys without a shifted character. Alt and AltGr
 * (which is Ctrl and Alt) count only if they were not needed to type the sign (`[` on AZERTY).
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

/** The Ukrainian layout types `.` and `,` on the keys `/` and `?`, and letters on the bracket keys. */
const alsoByPlace = ({ code, key, shiftKey }: KeyPress): string | null => {
  if (code === 'Slash' && !shiftKey && key === '.') return '/';
  if (code === 'Slash' && shiftKey && key === ',') return '?';
  return null;
};

const typingTypes = new Set(['checkbox', 'radio', 'button', 'submit', 'reset', 'range', 'color', 'file']);

/** True if letters are text input there and not commands. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true;
  if (target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLInputElement && !typingTypes.has(target.type);
}

/** Buttons keep Enter and Space, scrollable parts and choices keep arrows, open menus and dialogs keep all keys. */
const belongsToTarget = (target: EventTarget | null, name: string): boolean =>
  target instanceof Element &&
  ((/arrow/.test(name) && target !== document.body && target.closest('[role="listbox"]') === null) ||
    (/^(enter| )$/.test(name) && target.closest('button, a[href], summary, [role="menuitem"]') !== null) ||
    target.closest('[role="dialog"], [role="menu"]') !== null);

export type Hotkeys = {
  /** @returns the function that removes them; commands added later have priority */
  add(hotkeys: readonly Hotkey[]): () => void;
  /** The commands that can run now, for the list of keys; of two with the same key, the one that would run. */
  list(): readonly Hotkey[];
  press(event: KeyPress & { readonly target: EventTarget | null; preventDefault(): void }): void;
  onChange(listener: () => void): () => void;
};

/** Timeout of a key sequence in milliseconds: a later second key counts by itself. */
const sequenceMs = 1_500;
const modifiers = new Set(['shift', 'control', 'alt', 'meta', 'altgraph', 'capslock']);

/** The registry of key commands. With `singleKeys` false, only combinations and named keys work (WCAG 2.1.4). */
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
          ? find(`${first} ${name}`) // no such sequence: the second key alone was not meant
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

/** No text is typed there, and no element uses the key itself. */
const isFree = (
  target: EventTarget | null,
  name: string,
  { whileTyping, overDialogs }: Pick<Hotkey, 'whileTyping' | 'overDialogs'> = {},
): boolean =>
  (whileTyping === true || !isTyping(target)) && (overDialogs === true || !belongsToTarget(target, name));

/** Each command once, and each key with the command added last, which would run. */
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

/** Letters and signs that are text, alone or in sequence. */
export const isSingle = (name: string): boolean =>
  name.split(' ').every((key) => key.replace(/^shift\+/, '').length === 1);
