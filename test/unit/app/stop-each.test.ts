import { expect, it } from 'vitest';
import { stopEach } from '../../../src/main/stop-all.ts';
import { fullDisk } from '../../support/full-disk.ts';
import { quietLog } from '../../support/log.ts';

it('stops each part in order, also after a failed one', async () => {
  const log = quietLog();
  const stopped: string[] = [];
  const refusal = fullDisk();
  const failing = {
    stop: async () => {
      throw refusal;
    },
  };
  const part = (name: string) => ({ stop: async () => void stopped.push(name) });
  await stopEach([part('shop'), failing, null, part('copies')], log);
  expect(stopped).toEqual(['shop', 'copies']);
  expect(log.lines).toMatchObject([{ level: 'error', fields: { error: refusal } }]);
});
