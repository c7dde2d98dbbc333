import { rmSync } from 'node:fs';
import { writeNote } from '../../note-file.ts';
import { stampOf } from './file-mark.ts';
import type { Places } from './places.ts';

/** Records damage, so that the next start runs a full check. @throws when the disk refuses the write */
export const noteDamage = ({ met }: Places, fault: string): void => writeNote(met, { fault });

/** The existence of the file is enough; its content is for people, and may belong to another user. */
export const wasDamageMet = ({ met }: Places): boolean => stampOf(met) !== null;

export const forgetDamage = ({ met }: Places): void => rmSync(met, { force: true });
