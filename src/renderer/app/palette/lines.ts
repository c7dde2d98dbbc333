import type { CustomerView, OrderRow } from '../../../shared/views.ts';
import type { Hotkey } from '../../lib/browser/hotkeys.ts';
import type { PaletteSearch } from './palette-store.ts';

/** One line of the palette; the id is stable from one answer to the next. */
export type Line =
  | { readonly kind: 'command'; readonly id: string; readonly command: Hotkey }
  | { readonly kind: 'order'; readonly id: string; readonly order: OrderRow }
  | { readonly kind: 'customer'; readonly id: string; readonly customer: CustomerView }
  /** Orders without a line, in the inbox. */
  | { readonly kind: 'more'; readonly id: string; readonly text: string; readonly count: number };

export const groups = ['command', 'order', 'customer'] as const;

/** The matches for the typed text. Commands come first: they are there at once, so that later ledger results move no line. */
export function linesOf(commands: readonly Hotkey[], typed: string, search: PaletteSearch): readonly Line[] {
  const found = search.state === 'ready' ? search.found : search.state === 'searching' ? search.before : null;
  return [
    ...matching(commands, typed).map(
      (command): Line => ({ kind: 'command', id: `command:${command.id}`, command }),
    ),
    ...(found?.orders ?? []).map((order): Line => ({ kind: 'order', id: `order:${order.id}`, order })),
    ...(found !== null && found.more > 0
      ? [{ kind: 'more', id: 'more', text: found.text, count: found.more } as const]
      : []),
    ...(found?.customers ?? []).map(
      (customer): Line => ({ kind: 'customer', id: `customer:${customer.key}`, customer }),
    ),
  ];
}

/** The commands that match every typed word: by prefix, then by name, then by synonyms. */
function matching(commands: readonly Hotkey[], typed: string): readonly Hotkey[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const hasAll = (text: string): boolean => words.every((word) => text.toLowerCase().includes(word));
  const rank = ({ label, scope }: Hotkey): number => {
    if (label.toLowerCase().startsWith(words.join(' '))) return 0;
    return hasAll(`${label} ${scope}`) ? 1 : 2;
  };
  return commands
    .filter(({ label, scope, synonyms = '' }) => hasAll(`${label} ${scope} ${synonyms}`))
    .toSorted((one, other) => rank(one) - rank(other));
}

/** The line `by` lines further, with wrap-around. @returns null if there is none */
export function lineFrom(lines: readonly Line[], active: string | null, by: number): string | null {
  if (lines.length === 0) return null;
  const at = lines.findIndex(({ id }) => id === active);
  const next = at < 0 ? (by > 0 ? 0 : lines.length - 1) : at + by;
  return lines.at(next % lines.length)?.id ?? null;
}
