export type Box = {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
};
type Size = { readonly width: number; readonly height: number };

/** The distance of the toasts from the right and bottom edges of the window. */
type Place = { readonly right: number; readonly bottom: number };

const edge = 12;
const gap = 8;
/** Their position while no field has the focus. */
export const corner: Place = { right: edge, bottom: edge };

/**
 * The bottom right corner, unless the toasts would cover a field there: then above the field, else left of it.
 * @param field the focused field
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
