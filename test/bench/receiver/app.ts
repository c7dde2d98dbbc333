// The whole app without a window, with Shopify's webhooks alone: `node app.ts DIR`. Prints its receiver's address; told a
// number, prints it once there are as many orders.
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { composeDesk } from '../../../src/main/app.ts';
import { environmentSecrets } from '../../../src/main/shell/headless/environment-secrets.ts';
import { callerOf } from '../../support/caller.ts';
import { testHost } from '../../support/host.ts';
import { silentLog } from '../../support/log.ts';
import { webhookShop } from '../webhook-shop.ts';

const [dataDir = ''] = process.argv.slice(2);
const environment = {
  ...webhookShop,
  ORDERBELL_MANYCHAT_TOKEN: '1:not-asked',
  ORDERBELL_MANYCHAT_API_BASE: 'http://127.0.0.1:9',
  ORDERBELL_MANAGERS: 'Anna:7000000000000000101',
};
const secrets = environmentSecrets({ environment, log: silentLog, onSecret: () => {} });
const desk = await composeDesk(testHost({ dataDir, secrets, log: silentLog, environment }).host);
process.stdout.write(`${desk.receiverUrl}\n`);

const call = callerOf(desk.dispatch);
const patienceMs = 120_000;
for await (const line of createInterface({ input: process.stdin })) {
  const until = performance.now() + patienceMs;
  let there = 0;
  while (there < Number(line)) {
    if (performance.now() > until) throw new Error(`only ${there} of ${line} orders were made`);
    const { counts } = await call('orders.list', { view: 'all', text: '', offset: 0, limit: 1 });
    there = counts.all;
    await pause(25);
  }
  process.stdout.write(`${there}\n`);
}
