import { remembered } from './remembered.ts';

type Styled = { readonly attribs: { readonly [name: string]: string | undefined } };

/** The position of an element relative to its neighbours, by its inline style; null for normal text flow. */
export type Placement = 'box' | 'right-box' | 'row' | 'block' | null;

/** The properties of an element's inline style. */
export type Look = {
  /** Invisible with all its children: preheaders, and copies for another screen. */
  readonly isHidden: boolean;
  /** Whether its font size is 0; null if the style does not set it. */
  readonly isTiny: boolean | null;
  readonly isStruck: boolean;
  /** `box`: a separate cell in the line, as in tables made of spans. `row`: its children are side by side. */
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
