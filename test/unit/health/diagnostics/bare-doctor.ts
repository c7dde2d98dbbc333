import { tmpdir } from 'node:os';
import type { DiagnosticsParts } from '../../../../src/main/health/diagnostics/diagnostics.ts';
import type { Config } from '../../../../src/main/settings/config.ts';
import { fakeClock } from '../../../support/clock.ts';
import { quietLog } from '../../../support/log.ts';
import { noAccounts } from '../../../support/no-accounts.ts';

/** A doctor of these accounts and no others, with nothing of an app beside it. */
export const bareDiagnostics = (accounts: Partial<Config>): DiagnosticsParts => ({
  config: { ...noAccounts, ...accounts },
  shopDomain: null,
  client: null,
  ledger: null,
  clock: fakeClock(),
  log: quietLog(),
  dataDir: tmpdir(),
  copyOfLedger: null,
  recipes: () => [],
  listens: true,
  publicUrl: () => null,
  tunnelProblem: () => null,
  signatures: null,
  run: null,
  receiverUrl: null,
  onChange: () => {},
});
