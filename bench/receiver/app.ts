// The whole app without a window, with Shopify's webhooks alone: `node app.ts DIR`. Prints its receiver's address.
import { composeDesk } from '../../src/main/app.ts';
import { environmentSecrets } from '../../src/main/shell/headless/environment-secrets.ts';
import { systemClock } from '../../src/main/shell/system-clock.ts';
import { quietLog } from '../../test/support/log.ts';
import { webhookShop } from '../webhook-shop.ts';

const [dataDir = ''] = process.argv.slice(2);
const log = quietLog();
const environment = {
  ...webhookShop,
  ORDERBELL_MANYCHAT_TOKEN: '1:not-asked',
  ORDERBELL_MANYCHAT_API_BASE: 'http://127.0.0.1:9',
  ORDERBELL_MANAGERS: 'Anna:7000000000000000101',
};
const desk = await composeDesk({
  dataDir,
  clock: systemClock,
  secrets: environmentSecrets({ environment, log, onSecret: () => {} }),
  log,
  environment,
  mailWorker: new URL('../../src/main/intake/mail/mail-worker.ts', import.meta.url),
  ledgerWorker: new URL('../../src/main/ledger/repair/ledger-worker.ts', import.meta.url),
  sampleShop: { wanted: false, schemaFile: '' },
  receiverPort: 0,
  openExternal: async () => {},
  toast: () => {},
  printer: null,
  catchingUp: () => {},
  updater: { kind: 'off', why: 'not-installed' },
  atLogin: null,
  version: '0.0.0-bench',
});
process.stdout.write(`${desk.receiverUrl}\n`);
