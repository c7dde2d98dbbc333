export type Box = {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
};
type Size = { readonly width: number; readonly height: number };

/** How far the toasts are from the right and the lower edge of the window. */
type Place = { readonly right: number; readonly bottom: number };

const edge = 12;
const gap = 8;
/** Where they are while no field has the focus. */
export const corner: Place = { right: edge, bottom: edge };

/**
 * The corner below on the right, unless a field would be covered there: then above the field, else on its left.
 * @param field the one that has the focus
 */
export function placeToasts(window: Size, toasts: Size, field: Box | null): Place {
  if (field === null || !covers(boxAt(corner, window, toasts), field)) return corner;
  const above = { right: edge, bottom: window.height - field.top + gap };
  const beside = { right: window.width - field.left + gap, bottom: edge };
  return [above, beside].find((place) => isInside(boxAt(place, window, toasts))) ?? corner;
}

const boxAt = ({ right, bottom }: Place, window: Size, { width, height }: Size): Box => ({
  left: window.width - right - width,
  top: window.height - bottom - height,
  right: window.width - right,
  bottom: window.height - bottom,
});

const covers = (one: Box, other: Box): boolean =>
  one.left < other.right + gap &&
  one.right > other.left - gap &&
  one.top < other.bottom + gap &&
  one.bottom > other.top - gap;

const isInside = ({ left, top }: Box): boolean => left >= 0 && top >= 0;
