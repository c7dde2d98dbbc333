import { accessSync, constants, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CheckView } from '../../shared/diagnostics.ts';
import { isProblem, messageOf } from '../../shared/problem.ts';
import type { ConnectionName } from '../../shared/views.ts';
import { knownRole, meetingPlace } from '../cluster/role.ts';
import { createDiagnostics } from '../health/diagnostics/diagnostics.ts';
import { parkedMessages } from '../health/parked.ts';
import { holderOf } from '../ledger/data-dir.ts';
import { openLedgerForReading } from '../ledger/open.ts';
import { statusOf } from '../ledger/repair/copies-of-ledger.ts';
import { placesOf } from '../ledger/repair/places.ts';
import { isOfFile } from '../ledger/verify.ts';
import { isSetAside } from '../ledger/verify-orders.ts';
import { createLog } from '../log/logger.ts';
import { createRedactor } from '../log/redact.ts';
import type { Ledger } from '../ports.ts';
import { shopDomainOf } from '../settings/accounts.ts';
import type { Config } from '../settings/config.ts';
import { connectionFields } from '../settings/fields.ts';
import { readMode } from '../settings/mode.ts';
import { ownEnvironment } from '../settings/own-environment.ts';
import type { ConfigValues } from '../settings/read-config.ts';
import { readConfig } from '../settings/read-config.ts';
import { openSettingsFile } from '../settings/settings-file.ts';
import { systemClock } from '../shell/system-clock.ts';
import { createShopifyClient } from '../shopify/client.ts';
import type { Asked, Command } from './command.ts';
import { computersFindings } from './computers-findings.ts';
import { findLedger, withLedger } from './find-ledger.ts';
import { sentenceOf } from './finding-line.ts';
import { findRunningApp } from './running-app.ts';
import { faultsOf } from './verify.ts';

export type Finding = {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
  readonly fix?: string;
  /** The id of a connection check. */
  readonly id?: string;
  readonly state?: CheckView['state'];
  readonly tried?: string;
  readonly ms?: number;
};

/** Checks everything possible without disturbing a running app, and sends a request to each account of the environment. */
export const doctor: Command = {
  usage: 'doctor [--json]',
  flags: { json: { type: 'boolean' } },
  takesNoWords: true,
  run: async ({ flags, dataDir, output, environment }) => {
    const findings = [
      ...examine(dataDir, environment),
      ...(await askConnections(dataDir, environment)),
      ...(await computersFindings(() => findRunningApp(dataDir), systemClock.now())),
    ];
    const ok = findings.every((finding) => finding.ok);
    if (flags.values.json === true) output.line(JSON.stringify({ ok, findings }));
    else for (const finding of findings) output.line(lineOf(finding));
    return ok ? 0 : 1;
  },
};

const lineOf = ({ name, ok, state = ok ? 'ok' : 'fail', detail, fix }: Finding): string =>
  sentenceOf({ title: name, state, cameBack: detail, fix: fix ?? null });

/** Runs the app's diagnostics on the accounts of this environment; `examine` reports a wrong setting. */
async function askConnections(
  dataDir: string,
  environment: Asked['environment'],
): Promise<readonly Finding[]> {
  const config = configOf(environment);
  if (config === null) return [];
  const ledger = ledgerBeside(dataDir);
  const log = createLog({ redactor: createRedactor(), to: { write: () => {} } });
  const { shopify, tunnel } = config;
  const clock = systemClock;
  try {
    const { checks } = await createDiagnostics({
      config,
      shopDomain: domainFor(dataDir, environment),
      client: shopify && createShopifyClient({ config: shopify, clock, log }),
      ledger,
      clock,
      log,
      dataDir,
      copyOfLedger: ledger && (() => statusOf(placesOf(findLedger(dataDir).file))),
      recipes: () => (ledger?.recipes.list() ?? []).map(({ recipe }) => recipe),
      listens: !ledger || listensHere(ledger, config, typedIn(dataDir)),
      publicUrl: () => addressOf(tunnel),
      tunnelProblem: () => null,
      signatures: null,
      run: null,
      receiverUrl: null,
      onChange: () => {},
    }).examine();
    return checks.map(findingOf);
  } finally {
    ledger?.close();
  }
}

function findingOf({ id, title, state, tried, cameBack, fix, ms }: CheckView): Finding {
  const told = { id, state, tried, ...(ms !== null && { ms }) };
  return { name: title, ok: state !== 'fail', detail: cameBack, ...(fix !== null && { fix }), ...told };
}

/** Whether this computer is the leader, as the app assumes at its start. An account typed there connects computers too. */
function listensHere({ settings, deskId }: Ledger, { bigquery }: Config, typed: ConfigValues): boolean {
  const isAlone =
    meetingPlace(bigquery, settings) === null && (bigquery !== null || !isTyped('bigquery', typed));
  return isAlone || knownRole(settings, deskId).isLeader;
}

function addressOf(tunnel: Config['tunnel']): string | null {
  if (tunnel.kind === 'none') return null;
  return tunnel.kind === 'url' ? tunnel.publicUrl : `https://${tunnel.domain}`;
}

function configOf(environment: Asked['environment']): Config | null {
  try {
    return readConfig(ownEnvironment(environment), (path) => readFileSync(path, 'utf8'));
  } catch {
    return null; // another finding reports it
  }
}

/** The app's shop domain, which may have been typed there; null for the sample shop, whose ledger belongs to no real shop. */
function domainFor(dataDir: string, environment: Asked['environment']): string | null {
  if (readMode(dataDir) === 'sample') return null;
  return shopDomainOf(ownEnvironment(environment)) ?? shopDomainOf(typedIn(dataDir));
}

function typedIn(dataDir: string): ConfigValues {
  try {
    return openSettingsFile(join(dataDir, 'settings.json')).read().values;
  } catch {
    return {}; // another finding reports it
  }
}

function ledgerBeside(dataDir: string): Ledger | null {
  try {
    return openLedgerForReading({ file: findLedger(dataDir).file });
  } catch {
    return null; // another finding reports it
  }
}

function examine(dataDir: string, environment: Asked['environment']): readonly Finding[] {
  return [
    { name: 'Node', ok: true, detail: `${process.version}, SQLite ${process.versions.sqlite ?? 'missing'}` },
    dataDirFinding(dataDir),
    appFinding(dataDir),
    ...settingsFindings(dataDir, environment),
    ...ledgerFindings(dataDir),
  ];
}

function dataDirFinding(dataDir: string): Finding {
  try {
    accessSync(dataDir, constants.R_OK | constants.W_OK);
    return { name: 'Data directory', ok: true, detail: dataDir };
  } catch (error) {
    return {
      name: 'Data directory',
      ok: false,
      detail: messageOf(error),
      fix: 'Start Orderbell once, or name its folder with --data-dir',
    };
  }
}

function appFinding(dataDir: string): Finding {
  const holder = holderOf(dataDir);
  const as = holder === 'unknown' ? '' : ` as process ${holder}`;
  return { name: 'App', ok: true, detail: holder === null ? 'not running' : `running${as}` };
}

/** Settings of this environment. Secrets typed on the setup pages are in the desktop's keychain and not checked here. */
function settingsFindings(dataDir: string, environment: Asked['environment']): readonly Finding[] {
  try {
    const config = readConfig(ownEnvironment(environment), (path) => readFileSync(path, 'utf8'));
    return connectedAccounts(config, openSettingsFile(join(dataDir, 'settings.json')).read().values);
  } catch (error) {
    return [{ name: 'Settings', ok: false, detail: messageOf(error) }];
  }
}

function connectedAccounts(config: Config, typed: ConfigValues): readonly Finding[] {
  const { shopify, gmail, bigquery, manychat, managers, tunnel } = config;
  const account = (name: string, connection: ConnectionName, detail: string | null | undefined): Finding => {
    if (detail) return { name, ok: true, detail };
    return isTyped(connection, typed)
      ? { name, ok: true, state: 'skipped', detail: 'not asked: set up in the app; see its Diagnostics page' }
      : { name, ok: true, detail: 'not set in this environment' };
  };
  return [
    account('Shopify', 'shopify', shopify?.shop),
    account('Gmail', 'gmail', gmail?.clientId),
    account('BigQuery', 'bigquery', bigquery && `${bigquery.projectId}.${bigquery.dataset}`),
    account('ManyChat', 'manychat', manychat && `${managers.length} managers`),
    account('Tunnel', 'tunnel', tunnel.kind === 'none' ? null : tunnel.kind),
  ];
}

function isTyped(connection: ConnectionName, typed: ConfigValues): boolean {
  // the setup page keeps the address of a disabled tunnel
  if (connection === 'tunnel' && typed.TUNNEL === 'none') return false;
  return connectionFields[connection].some(({ name }) => typed[name]?.trim());
}

function ledgerFindings(dataDir: string): readonly Finding[] {
  try {
    const { mode, file } = findLedger(dataDir);
    const { damage = [], aside = [] } = Object.groupBy(faultsOf(dataDir), (fault) =>
      isSetAside(fault) ? 'aside' : 'damage',
    );
    const ledger = { name: 'Ledger', ok: damage.length === 0 };
    if (!ledger.ok) {
      const fix = damage.some(isOfFile)
        ? 'Restart Orderbell: it repairs its database'
        : 'Restart Orderbell; if that does not help, report it: the file is intact, but its contents do not match';
      return [{ ...ledger, detail: `${file}: ${damage.join(' ')}`, fix }, ...asideFindings(aside)];
    }
    return [
      { ...ledger, detail: `${file} (${mode}) is sound` },
      ...asideFindings(aside),
      ...withLedger(dataDir, contentFindings),
    ];
  } catch (error) {
    const fix = isProblem(error) ? error.fix : undefined;
    return [{ name: 'Ledger', ok: false, detail: messageOf(error), ...(fix !== undefined && { fix }) }];
  }
}

/** Data of another version is not damage: a backup would have the same, or lack it. */
const asideFindings = (aside: readonly string[]): readonly Finding[] =>
  aside.length === 0
    ? []
    : [
        {
          name: 'Entries set aside',
          ok: false,
          detail: aside.join(' '),
          fix: 'Install the newest Orderbell, for another version wrote them; if it is installed, report it. They are kept as they are, and putting a backup in their place would lose what came since',
        },
      ];

/** Loads are on the first page, tickets and copies on the second. */
const tryAgain = 'Sync and the page of the order in Orderbell show why, and have "Try again"';

function contentFindings(ledger: Ledger): readonly Finding[] {
  const { waiting, committed, parked } = ledger.warehouse.counts();
  const messages = parkedMessages(ledger);
  const documents = ledger.documents.parked();
  return [
    {
      name: 'Warehouse',
      ok: parked === 0,
      detail: `${committed} entries committed, ${waiting} waiting, ${parked} parked`,
      ...(parked > 0 && { fix: tryAgain }),
    },
    {
      name: 'Outbox',
      ok: messages.length === 0,
      detail:
        messages.length === 0
          ? 'nothing parked'
          : `${messages.length} parked: ${messages[0]?.reason ?? 'no reason noted'}`,
      ...(messages.length > 0 && { fix: tryAgain }),
    },
    {
      name: 'Originals',
      ok: documents.length === 0,
      detail:
        documents.length === 0
          ? 'all understood'
          : `${documents.length} not understood: ${documents[0]?.reason ?? 'no reason noted'}`,
      ...(documents.length > 0 && {
        fix: 'They are kept; the Sync page lists each with its reason, and reads it again',
      }),
    },
  ];
}
