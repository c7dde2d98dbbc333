import { createHash } from 'node:crypto';

/** A name short enough for an id: a longer one is its hash behind `head`, and is not cut, for others may begin alike. */
export const shortName = (name: string, longest: number, head = ''): string =>
  name.length <= longest ? name : `${head}${createHash('sha256').update(name).digest('hex')}`;
