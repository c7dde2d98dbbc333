import { request } from 'node:http';
import { expect, it, onTestFinished } from 'vitest';
import { serve, text } from '../../../src/sample-shop/http.ts';
import { quietLog } from '../../support/log.ts';

it('refuses an invalid target as the caller’s fault', async () => {
  const log = quietLog();
  const service = await serve(() => text(200, 'here'), log);
  onTestFinished(() => service.close());
  const { hostname, port } = new URL(service.url);
  const status = await new Promise<number | undefined>((resolve, reject) => {
    request({ hostname, port, path: '//' }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
  expect(status).toBe(400);
  expect(log.lines).toEqual([]);
});
