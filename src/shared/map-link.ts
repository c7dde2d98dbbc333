const search = 'https://www.google.com/maps/search/?api=1&query=';
/** The maximum length of a map search; an address is a few lines. */
const longest = 400;

/** The map link of an address. No request is made until a user follows it. */
export const mapHref = (address: string): string =>
  `${search}${encodeURIComponent(
    address
      .split(/\s*\n\s*/)
      .filter(Boolean)
      .join(', ')
      .slice(0, longest)
      .toWellFormed(),
  )}`;

/** Whether a URL is one of `mapHref`. */
export const isMapHref = (href: string): boolean => href.startsWith(search);
