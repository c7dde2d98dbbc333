import type { Log, LogFields } from '../../src/main/ports.ts';

export type LogLine = {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly scope: string;
  readonly message: string;
  readonly fields: LogFields;
};

/** A log that keeps every line in memory, including those of its scopes. */
export function quietLog(): Log & { readonly lines: readonly LogLine[] } {
  const lines: LogLine[] = [];
  const at = (scope: string): Log => {
    const line =
      (level: LogLine['level']) =>
      (message: string, fields: LogFields = {}): void => {
        lines.push({ level, scope, message, fields });
      };
    return {
      debug: line('debug'),
      info: line('info'),
      warn: line('warn'),
      error: line('error'),
      scoped: (name) => at(scope === '' ? name : `${scope}/${name}`),
    };
  };
  return { ...at(''), lines };
}

/** A log that keeps nothing, so that memory measurements are exact. */
export const silentLog: Log = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  scoped: () => silentLog,
};
