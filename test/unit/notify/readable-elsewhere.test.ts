import { expect, it } from 'vitest';
import { silenceText } from '../../../src/main/notify/alerts/alert-words.ts';
import { languages } from '../../../src/shared/languages.ts';

it.each(languages)('an alert in %s names who can read what the leader cannot', (language) => {
  const about = { kind: 'stopped', since: 0, readableAt: 'Borys' } as const;
  const at = { language, now: 3_600_000, timeZone: 'Europe/Kyiv' };
  expect(silenceText(about, 'Gmail', at)).toContain('Borys');
  const { readableAt: _readableAt, ...alone } = about;
  expect(silenceText(alone, 'Gmail', at)).not.toContain('Borys');
});
