import { remembered } from './remembered.ts';

type Styled = { readonly attribs: { readonly [name: string]: string | undefined } };

const plainStyle = remembered((style) => style.replace(/\s/g, '').toLowerCase());
const styleOf = (node: Styled): string => plainStyle(node.attribs.style ?? '');

/** Nothing of it is seen, whatever its children say: preheaders, and copies for another screen. */
export const isHidden = (node: Styled): boolean => node.attribs.hidden !== undefined || hides(styleOf(node));

const hides = remembered((style) =>
  /(^|;)(display:none|visibility:hidden|max-height:0(px)?(;|!|$))/.test(style),
);

/** Whether its text is set in size 0; null when it says nothing of the size. */
export function isTiny(node: Styled): boolean | null {
  return tiny(styleOf(node));
}

const tiny = remembered((style) => {
  const size = /(?:^|;)font(?:-size)?:([^;]*)/.exec(style)?.[1];
  return size === undefined ? null : /^0(px|pt|em|rem|%)?(!important)?$/.test(size);
});

const struckTags = new Set(['s', 'strike', 'del']);

export const isStruck = (node: Styled, name: string): boolean =>
  struckTags.has(name) || strikes(styleOf(node));

const strikes = remembered((style) => /text-decoration[^;]*line-through/.test(style));

/** How an element stands beside its neighbours, as far as its own style says; null when it is set like any text. */
export type Placement = 'box' | 'right-box' | 'row' | 'block' | null;

/** `box`: a cell of its own in the line, as in tables made of spans. `row`: what it holds stands side by side. */
export const placementOf = (node: Styled): Placement => placement(styleOf(node));

const placement = remembered((style): Placement => {
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
});
