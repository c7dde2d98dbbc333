import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { keepToSample } from '../../../src/main/settings/in-sample.ts';
import { openSettingsFile } from '../../../src/main/settings/settings-file.ts';
import { quietLog } from '../../support/log.ts';

const invented = ['Anna', 'Taras'].map((name) => ({ name, subscriberId: null }));
const older = { version: 1, sampleRemoved: false, values: {} };

function opened(set: object = {}) {
  const dir = mkdtempSync(join(tmpdir(), 'orderbell-in-sample-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  const file = join(dir, 'settings.json');
  writeFileSync(file, JSON.stringify({ ...older, ...set }));
  const log = quietLog();
  return { file, log, settings: openSettingsFile(file) };
}

it('keeps to the sample shop over a restart what an older version set in it, and a name of one’s own to both', () => {
  const tried = opened({ silencedSources: ['shopify'], manager: 'Taras' });
  keepToSample(tried.settings, invented, tried.log);
  expect(openSettingsFile(tried.file).read()).toEqual({
    ...older,
    sample: { silencedSources: ['shopify'], manager: 'Taras' },
  });

  const own = opened({ silencedSources: ['shopify'], manager: 'Ivan' });
  keepToSample(own.settings, invented, own.log);
  expect(openSettingsFile(own.file).read()).toEqual({
    ...older,
    manager: 'Ivan',
    sample: { silencedSources: ['shopify'] },
  });
});

it.each([
  ['the real one was open before', { sampleRemoved: true, silencedSources: ['manual'], manager: 'Taras' }],
  ['it has settings of its own', { sample: {}, silencedSources: ['manual'], manager: 'Taras' }],
  ['nobody silenced anything', { manager: 'Ivan' }],
])('moves nothing to the sample shop where %s', (_, set) => {
  const { settings, log } = opened(set);
  const before = settings.read();
  keepToSample(settings, invented, log);
  expect(settings.read()).toBe(before);
});

it('lets the sample shop open on a disk that takes no settings, and logs it', () => {
  const { file, settings, log } = opened({ silencedSources: ['shopify'] });
  mkdirSync(`${file}.new`); // nothing can be written from here on
  keepToSample(settings, invented, log);
  expect(log.lines).toMatchObject([{ level: 'warn' }]);
});
