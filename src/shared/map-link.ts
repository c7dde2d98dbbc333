const search = 'https://www.google.com/maps/search/?api=1&query=';
/** What a map's search takes; an order's address is a few lines. */
const longest = 400;

/** Where an address is shown on a map. Nothing is asked there before somebody follows the link. */
export const mapHref = (address: string): string =>
  `${search}${encodeURIComponent(
    address
      .split(/\s*\n\s*/)
      .filter(Boolean)
      .join(', ')
      .slice(0, longest)
      .toWellFormed(),
  )}`;

/** Whether an address is one of `mapHref`. */
export const isMapHref = (href: string): boolean => href.startsWith(search);
