import { createHash } from 'node:crypto';

/** A name short enough for an id. A longer one becomes its hash after `head`; cutting it could collide with similar names. */
export const shortName = (name: string, longest: number, head = ''): string =>
  name.length <= longest ? name : `${head}${createHash('sha256').update(name).digest('hex')}`;
