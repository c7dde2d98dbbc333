// The whole app without a window, with services from the environment: `node app.ts DIR [unsynced]`. Prints its
// receiver's address. The ledger of an unsynced app does not wait for the disk.
import { composeDesk } from '../../../../src/main/app.ts';
import { environmentSecrets } from '../../../../src/main/shell/headless/environment-secrets.ts';
import { connectionsOf, leaveUnsynced } from '../../../support/connections.ts';
import { testHost } from '../../../support/host.ts';
import { silentLog } from '../../../support/log.ts';

const [dataDir = '', how = ''] = process.argv.slice(2);
const environment = process.env;
const secrets = environmentSecrets({ environment, log: silentLog, onSecret: () => {} });
const { host } = testHost({ dataDir, secrets, log: silentLog, environment });
const [app, connections] = await connectionsOf(() => composeDesk(host));
if (how === 'unsynced') leaveUnsynced(connections);
process.stdout.write(`${app.receiverUrl}\n`);
