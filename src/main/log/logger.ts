import type { DestinationStream, Logger } from 'pino';
import { pino } from 'pino';
import type { Log, LogFields } from '../ports.ts';
import type { Redactor } from './redact.ts';

export type LogParts = {
  readonly redactor: Redactor;
  /** The destination of lines; written at once, so that a crash loses none. */
  readonly to: DestinationStream;
  readonly level?: 'debug' | 'info' | 'warn' | 'error';
};

/** One JSON object a line; private data is redacted. */
export function createLog({ redactor, to, level = 'info' }: LogParts): Log {
  const logger = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: {
        level: (label) => ({ level: label }),
        log: (fields) => redactor.fields(fields),
      },
    },
    to,
  );
  return scopedLog(logger, redactor);
}

function scopedLog(root: Logger, redactor: Redactor, path = ''): Log {
  const logger = path === '' ? root : root.child({ scope: path });
  const line = (level: 'debug' | 'info' | 'warn' | 'error') => (message: string, fields?: LogFields) =>
    logger[level]({ ...fields }, redactor.text(message));
  return {
    debug: line('debug'),
    info: line('info'),
    warn: line('warn'),
    error: line('error'),
    // one path, since a child of a child would print the key twice
    scoped: (scope) => scopedLog(root, redactor, path === '' ? scope : `${path}/${scope}`),
  };
}

/** Standard error, written before the call returns. */
export function toStderr(): DestinationStream {
  const stream = pino.destination({ dest: 2, sync: true });
  // the reader of our output is gone; that is no reason to stop receiving orders
  stream.on('error', () => {});
  return stream;
}
