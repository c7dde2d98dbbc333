import type { ComputersView } from '../../../shared/computers-view.ts';
import type { CheckView, DiagnosticsGroup, DiagnosticsReport } from '../../../shared/diagnostics.ts';
import type { MailTemplate } from '../../../shared/mail-template.ts';
import type { Signatures } from '../../intake/shopify/webhook-intake.ts';
import { withoutSecrets } from '../../log/redact.ts';
import type { Clock, Ledger, Log } from '../../ports.ts';
import type { BigQueryConfig, Config } from '../../settings/config.ts';
import { waysOf } from '../../settings/ways-of.ts';
import type { ShopifyClient } from '../../shopify/shopify-client.ts';
import type { Labels } from '../../warehouse/labels.ts';
import { refuseOther } from '../../warehouse/shop-labels.ts';
import { bigQueryChecks } from './bigquery.ts';
import type { Check } from './check.ts';
import { runCheck, waiting } from './check.ts';
import { computerChecks } from './computer.ts';
import { gmailChecks } from './gmail.ts';
import type { LedgerCopyParts } from './ledger-copy.ts';
import { ledgerCopyChecks } from './ledger-copy.ts';
import { managerChecks } from './managers.ts';
import { manychatChecks } from './manychat.ts';
import { shopifyChecks } from './shopify.ts';
import { signatureCheck } from './signatures.ts';
import { tunnelChecks } from './tunnel.ts';

export type DiagnosticsParts = {
  readonly config: Config;
  /** The shop's domain, known even if its credentials are locked and `config` has no Shopify; null if none is set. */
  readonly shopDomain: string | null;
  /** The client of the shop's Shopify; null while none is connected. */
  readonly client: ShopifyClient | null;
  /** Null if there is no ledger. */
  readonly ledger: Ledger | null;
  readonly clock: Clock;
  readonly log: Log;
  readonly dataDir: string;
  /** Status of the ledger's backup copy; null without a ledger. */
  readonly copyOfLedger: LedgerCopyParts['copyOfLedger'];
  readonly recipes: () => readonly MailTemplate[];
  /** Whether this computer is the leader. */
  readonly listens: boolean;
  readonly publicUrl: () => string | null;
  /** Why there is no public address although one is wanted; null if there is one, or nothing is known. */
  readonly tunnelProblem: () => string | null;
  /** How deliveries are signed; null if this process receives none. */
  readonly signatures: (() => Signatures) | null;
  /** The name of this app's receiver; null if this process has none. */
  readonly run: string | null;
  /** The receiver on loopback; null if this process has none. */
  readonly receiverUrl: string | null;
  /** The computers of the shop; absent if this process does not know them. */
  readonly computers?: () => ComputersView;
  /** Called when a check has finished. */
  readonly onChange: () => void;
};

export type Diagnostics = {
  /** Runs all checks again, or joins the running examination. Never rejects. */
  examine(): Promise<DiagnosticsReport>;
  /**
   * Checks one connection again and leaves the report unchanged. Never rejects.
   * @returns no line if it is not connected
   */
  examineOnly(group: DiagnosticsGroup): Promise<readonly CheckView[]>;
  /** The newest report, also while it is incomplete; null before the first. */
  report(): DiagnosticsReport | null;
};

/** Checks what every connection permits this computer, all at once. Changes nothing at any service. */
export function createDiagnostics(parts: DiagnosticsParts): Diagnostics {
  const { clock, onChange } = parts;
  let latest: DiagnosticsReport | null = null;
  let running: Promise<DiagnosticsReport> | null = null;
  const clean = cleanerOf(parts.config);

  async function examine(): Promise<DiagnosticsReport> {
    const checks = checksOf(parts);
    latest = { startedAt: clock.now(), endedAt: null, checks: checks.map(waiting) };
    const take = (line: CheckView): void => {
      if (!latest) return;
      const known = latest.checks.map((each) => (each.id === line.id ? line : each));
      latest = { ...latest, checks: known };
      onChange();
    };
    onChange();
    await Promise.all(checks.map(async (check) => take(clean(await runCheck(check, clock)))));
    latest = { ...latest, endedAt: clock.now() };
    return latest;
  }

  return {
    report: () => latest,
    examineOnly: (group) => {
      const asked = checksOf(parts).filter((check) => check.group === group);
      return Promise.all(asked.map(async (check) => clean(await runCheck(check, clock))));
    },
    examine() {
      running ??= examine().finally(() => {
        running = null;
        onChange();
      });
      return running;
    },
  };
}

function checksOf(parts: DiagnosticsParts): readonly Check[] {
  const { config, client, ledger, clock, log, publicUrl, run, receiverUrl, recipes, dataDir } = parts;
  const isPublic = config.tunnel.kind !== 'none' || publicUrl() !== null;
  const canCheck = (config.shopify?.webhookSecrets.length ?? 0) > 0;
  return [
    ...(config.shopify && client
      ? [
          ...shopifyChecks({
            client,
            config: config.shopify,
            listens: parts.listens,
            publicUrl,
            isApp: run !== null,
          }),
          ...(canCheck || isPublic
            ? [signatureCheck({ canCheck, clock, signatures: parts.signatures })]
            : []),
        ]
      : []),
    ...tunnelChecks({
      listens: parts.listens,
      isWanted: isPublic,
      publicUrl,
      problem: parts.tunnelProblem,
      run,
      receiverUrl,
    }),
    ...(config.gmail
      ? gmailChecks({ config: config.gmail, ledger, clock, recipes, listens: parts.listens })
      : []),
    ...managerChecks({ config }),
    ...(config.bigquery
      ? bigQueryChecks({ config: config.bigquery, refuse: refuseBy(parts, config.bigquery), clock })
      : []),
    ...(config.manychat
      ? manychatChecks({
          config: config.manychat,
          managers: config.managers,
          told: config.managers.filter((manager) => waysOf(manager, config).length > 0).length,
          clock,
          log,
        })
      : []),
    ...computerChecks({ clock, dataDir, ledger, servers: serversOf(config), computers: parts.computers }),
    ...ledgerCopyChecks({ clock, ledger, copyOfLedger: parts.copyOfLedger }),
  ];
}

/** Applies the app's own rule; without a ledger there is nothing to compare with. */
const refuseBy = (
  { ledger, shopDomain }: DiagnosticsParts,
  config: BigQueryConfig,
): ((labels: Labels) => void) => (ledger ? refuseOther({ config, ledger, domain: shopDomain }) : () => {});

function serversOf({ shopify, gmail, bigquery, manychat }: Config) {
  const google = gmail?.apiBase ?? bigquery?.apiBase ?? 'https://www.googleapis.com';
  return [
    ...(shopify ? [{ name: 'Shopify', url: shopify.apiBase ?? `https://${shopify.shop}` }] : []),
    ...(gmail || bigquery ? [{ name: 'Google', url: google }] : []),
    ...(manychat ? [{ name: 'ManyChat', url: manychat.apiBase }] : []),
  ];
}

/** Removes secrets from every line, whatever a service puts into its answer. */
function cleanerOf(config: Config): (line: CheckView) => CheckView {
  const secrets = secretsOf(config).filter((secret) => secret.length >= 4);
  const clean = (text: string): string => withoutSecrets(text, secrets);
  return (line) => ({
    ...line,
    cameBack: clean(line.cameBack),
    fix: line.fix === null ? null : clean(line.fix),
  });
}

function secretsOf({ shopify, gmail, bigquery, manychat, tunnel }: Config): readonly string[] {
  const auth = shopify?.auth;
  return [
    ...(auth?.kind === 'client-credentials' ? [auth.clientSecret] : []),
    ...(auth?.kind === 'access-token' ? [auth.accessToken] : []),
    ...(shopify?.webhookSecrets ?? []),
    ...(gmail ? [gmail.clientSecret, gmail.refreshToken, gmail.sendRefreshToken ?? ''] : []),
    ...(bigquery?.key ? [bigquery.key.privateKey] : []),
    ...(manychat?.token ? [manychat.token, ...manychat.token.split(':').slice(1)] : []),
    ...(manychat?.callbackKey ? [manychat.callbackKey] : []),
    ...(tunnel.kind === 'ngrok' ? [tunnel.authtoken] : []),
  ];
}
