// The whole app without a window, with Shopify's webhooks alone: `node app.ts DIR`. Prints its receiver's address.
import { composeDesk } from '../../src/main/app.ts';
import { environmentSecrets } from '../../src/main/shell/headless/environment-secrets.ts';
import { testHost } from '../../test/support/host.ts';
import { silentLog } from '../../test/support/log.ts';
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
