import { rmSync } from 'node:fs';
import { writeNote } from '../../note-file.ts';
import { stampOf } from './file-mark.ts';
import type { Places } from './places.ts';

/** Notes that damage was met: whoever opens the ledger next goes through all of it. @throws when the disk does not take it */
export const noteDamage = ({ met }: Places, fault: string): void => writeNote(met, { fault });

/** That it is there says all; what stands in it is for people, and may be another user's. */
export const wasDamageMet = ({ met }: Places): boolean => stampOf(met) !== null;

export const forgetDamage = ({ met }: Places): void => rmSync(met, { force: true });
