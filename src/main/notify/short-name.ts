import { createHash } from 'node:crypto';

/** A name that is part of an entry's id, short enough for one: a longer one is its hash, behind `head`. */
export const shortName = (name: string, longest: number, head: string): string =>
  name.length <= longest ? name : `${head}:${createHash('sha256').update(name).digest('hex')}`;
