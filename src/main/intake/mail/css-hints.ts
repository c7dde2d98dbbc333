import { remembered } from './remembered.ts';

type Styled = { readonly attribs: { readonly [name: string]: string | undefined } };

/** How an element stands beside its neighbours, as far as its own style says; null when it is set like any text. */
export type Placement = 'box' | 'right-box' | 'row' | 'block' | null;

/** What an element's own style says of it. */
export type Look = {
  /** Nothing of it is seen, whatever its children say: preheaders, and copies for another screen. */
  readonly isHidden: boolean;
  /** Whether its text is set in size 0; null when it says nothing of the size. */
  readonly isTiny: boolean | null;
  readonly isStruck: boolean;
  /** `box`: a cell of its own in the line, as in tables made of spans. `row`: what it holds stands side by side. */
  readonly placement: Placement;
};

const plain: Look = { isHidden: false, isTiny: null, isStruck: false, placement: null };

export function lookOf({ attribs: { style, hidden } }: Styled): Look {
  const look = style === undefined || style === '' ? plain : lookByStyle(style);
  return hidden === undefined ? look : { ...look, isHidden: true };
}

const struckTags = new Set(['s', 'strike', 'del']);

export const isStruck = (look: Look, name: string): boolean => struckTags.has(name) || look.isStruck;

const lookByStyle = remembered((printed): Look => {
  const style = printed.replace(/\s/g, '').toLowerCase();
  return {
    isHidden: /(^|;)(display:none|visibility:hidden|max-height:0(px)?(;|!|$))/.test(style),
    isTiny: tinyIn(style),
    isStruck: /text-decoration[^;]*line-through/.test(style),
    placement: placementIn(style),
  };
});

function tinyIn(style: string): boolean | null {
  const size = /(?:^|;)font(?:-size)?:([^;]*)/.exec(style)?.[1];
  return size === undefined ? null : /^0(px|pt|em|rem|%)?(!important)?$/.test(size);
}

function placementIn(style: string): Placement {
  if (style === '') return null;
  if (/(^|;)float:right/.test(style)) return 'right-box';
  if (/(^|;)float:left/.test(style)) return 'box';
  const display = /(?:^|;)display:([a-z-]+)/.exec(style)?.[1];
  if (display === 'table-cell') return 'box';
  if (display === 'inline-block') return /(^|;)(min-)?width:/.test(style) ? 'box' : null;
  if (display === 'flex' || display === 'inline-flex' || display === 'table-row') {
    return /flex-direction:column/.test(style) ? 'block' : 'row';
  }
  return display === 'block' ? 'block' : null;
}
