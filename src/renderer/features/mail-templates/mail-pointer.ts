import type { Run } from './mail-blocks.ts';
import { isElement, placeFor, placeOfSelection, textAt } from './mail-blocks.ts';
import { edgesOf } from './mail-outline.ts';
import type { Place, Pointed } from './state/trainer-store.ts';

export type PointerParts = {
  readonly document: Document;
  readonly runs: readonly Run[];
  readonly isItem: () => boolean;
  /** How many block levels wider than the line. */
  readonly wider: () => number;
  readonly onHover: (place: Place | null) => void;
  readonly onPick: (pointed: Required<Pointed>) => void;
  /** Passes keys pressed in the mail to the page around it. @returns whether the page handled the key */
  readonly onKey: (event: KeyboardEvent) => boolean;
};

const slack = 6;

/**
 * Handles pointer and key events of the mail from outside: its scripts do not run, and its clicks lead nowhere.
 * @returns the function that removes the handlers
 */
export function listenToPointing(parts: PointerParts): () => void {
  const { document, runs, isItem, wider, onHover, onPick, onKey } = parts;
  const places = new Map<Node, number>(
    runs.flatMap(({ nodes }, index) => nodes.map((node) => [node, index])),
  );
  let at: { readonly index: number; readonly isWide: boolean } | null = null;

  const isWide = (event: MouseEvent | KeyboardEvent): boolean => event.altKey || event.shiftKey;
  const placeNow = (): Place | null =>
    at && placeFor(runs, at.index, { isItem: isItem(), wider: wider() + (at.isWide ? 1 : 0) });

  function indexAt({ clientX: x, clientY: y, target }: MouseEvent): number | null {
    const node = document.caretPositionFromPoint(x, y)?.offsetNode;
    const index = node === undefined ? undefined : places.get(node);
    const run = index === undefined ? undefined : runs[index];
    if (index === undefined || !run || !isElement(target)) return null;
    const edges = edgesOf(document, [run]);
    if (!edges || y < edges.top - slack || y > edges.bottom + slack) return null;
    // beside its text a block is selected as a whole; a gap between blocks selects nothing
    const isInBlock = run.block === target || run.block.contains(target);
    return isInBlock || (x >= edges.left - slack && x <= edges.right + slack) ? index : null;
  }

  function move(event: MouseEvent): void {
    const index = event.buttons === 0 ? indexAt(event) : null; // a text selection shows itself
    at = index === null ? null : { index, isWide: isWide(event) };
    onHover(placeNow());
  }
  function leave(): void {
    at = null;
    onHover(null);
  }
  function press(event: MouseEvent): void {
    if (isWide(event)) event.preventDefault(); // Shift would extend a selection
  }
  function release(event: MouseEvent): void {
    if (event.button !== 0) return;
    const again = event.detail > 1;
    const selection = document.getSelection();
    const text = selection?.toString().trim() ?? '';
    if (selection && text !== '') {
      const place = placeOfSelection(runs, selection.getRangeAt(0));
      selection.removeAllRanges();
      if (place) onPick({ text, place, again });
      return;
    }
    const index = indexAt(event);
    if (index === null) return;
    at = { index, isWide: isWide(event) };
    const place = placeNow();
    if (place) onPick({ text: textAt(runs, place), place, again });
  }
  function key(event: KeyboardEvent): void {
    if (event.type === 'keydown' && onKey(event)) event.preventDefault();
    if (at === null || at.isWide === isWide(event)) return;
    at = { ...at, isWide: isWide(event) };
    onHover(placeNow());
  }
  const stay = (event: Event): void => event.preventDefault();

  const listeners: readonly (readonly [string, (event: never) => void])[] = [
    ['mousemove', move],
    ['mouseleave', leave],
    ['mousedown', press],
    ['mouseup', release],
    ['keydown', key],
    ['keyup', key],
    ['click', stay],
    ['auxclick', stay],
    ['submit', stay],
    ['dragstart', stay],
  ];
  for (const [name, listener] of listeners) {
    document.addEventListener(name, listener as EventListener, { capture: true }); // each is of the event its name says
  }
  return () => {
    for (const [name, listener] of listeners) {
      document.removeEventListener(name, listener as EventListener, { capture: true });
    }
  };
}
