import type { MailReader } from '../../../../src/main/intake/mail/create-mail-reader.ts';
import { createMailReader } from '../../../../src/main/intake/mail/create-mail-reader.ts';
import { unreadable } from '../../../../src/main/intake/mail/read-mail.ts';
import { quietLog } from '../../../support/log.ts';

const script = new URL('../../../../src/main/intake/mail/mail-worker.ts', import.meta.url);

/** A reader that has no time for the mails `isStarved` names. */
export function starvedReader(isStarved: (raw: string) => boolean): MailReader {
  const real = createMailReader({ script, log: quietLog(), limitMs: 20_000 });
  return {
    ...real,
    async read(raw, recipes) {
      const read = await real.read(raw, recipes);
      if (!isStarved(Buffer.from(raw).toString('utf8'))) return read;
      const why = 'this computer was too busy to read it';
      return { ...read, pieces: [], reading: unreadable('reader-stopped', why), starved: true };
    },
  };
}
