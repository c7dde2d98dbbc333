import type { Run } from './mail-blocks.ts';
import type { Place } from './state/trainer-store.ts';

export type Outlined = { readonly place: Place; readonly kind: 'hover' | 'source'; readonly label: string };

const looks = `
  div { position: absolute; box-sizing: border-box; border-radius: 3px; pointer-events: none; }
  .hover { border: 2px dashed #85590f; background: rgb(217 164 65 / 14%); }
  .source { border: 2px solid #1d7440; }
  span {
    position: absolute; bottom: 100%; left: -2px; padding: 0 5px; border-radius: 3px 3px 0 0;
    background: #1d7440; color: #fff; font: 500 11px/15px system-ui, sans-serif; white-space: nowrap;
  }
`;

/**
 * Draws outlines over the mail. They are inside its frame, to scroll with it, and in a shadow root, so that the styles of mail
 * and outlines do not mix.
 */
export function createOutline(document: Document, runs: readonly Run[]) {
  const host = document.createElement('div');
  host.style.cssText =
    'all:initial;position:absolute;top:0;left:0;width:0;height:0;z-index:2147483647;pointer-events:none';
  host.setAttribute('aria-hidden', 'true');
  const root = host.attachShadow({ mode: 'closed' });
  const style = document.createElement('style');
  style.textContent = looks;
  document.documentElement.append(host);
  let shown: readonly Outlined[] = [];

  function draw(): void {
    const origin = host.getBoundingClientRect();
    const boxes = shown.flatMap(({ place, kind, label }) => {
      const edges = edgesOf(document, runs.slice(place.first, place.last + 1));
      if (edges === null) return [];
      const box = document.createElement('div');
      box.className = kind;
      box.style.left = `${edges.left - origin.left - 4}px`;
      box.style.top = `${edges.top - origin.top - 3}px`;
      box.style.width = `${edges.right - edges.left + 8}px`;
      box.style.height = `${edges.bottom - edges.top + 6}px`;
      if (label !== '') {
        const tag = document.createElement('span');
        tag.textContent = label;
        box.append(tag);
      }
      return [box];
    });
    root.replaceChildren(style, ...boxes);
  }

  return {
    show(next: readonly Outlined[]): void {
      shown = next;
      draw();
    },
    redraw: draw,
    remove: (): void => host.remove(),
  };
}
export type Outline = ReturnType<typeof createOutline>;

type Edges = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };

/** The bounding box of all the lines, as visible now. */
export function edgesOf(document: Document, runs: readonly Run[]): Edges | null {
  const range = document.createRange();
  const rects = runs.flatMap(({ nodes }) =>
    nodes.flatMap((node) => {
      range.selectNodeContents(node);
      return [...range.getClientRects()].filter(({ width, height }) => width > 0 && height > 0);
    }),
  );
  if (rects.length === 0) return null;
  return {
    left: Math.min(...rects.map(({ left }) => left)),
    top: Math.min(...rects.map(({ top }) => top)),
    right: Math.max(...rects.map(({ right }) => right)),
    bottom: Math.max(...rects.map(({ bottom }) => bottom)),
  };
}
