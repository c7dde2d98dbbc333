import type { CheckView, DiagnosticsGroup, DiagnosticsReport } from '../../../shared/diagnostics.ts';
import { withoutSecrets } from '../../log/redact.ts';
import type { Config } from '../../settings/config.ts';
import { bigQueryChecks } from './bigquery.ts';
import { computerChecks } from './computer.ts';
import { gmailChecks } from './gmail.ts';
import type { HealthCheck, HealthParts } from './health-check.ts';
import { isOfGroup, runCheck, waiting } from './health-check.ts';
import { ledgerCopyChecks } from './ledger-copy.ts';
import { emailChecks, manychatChecks, telegramChecks } from './managers.ts';
import { shopifyChecks } from './shopify.ts';
import { signatureChecks } from './signatures.ts';
import { tunnelChecks } from './tunnel.ts';

/** Every health check of the app, in display order: a new one is added here. */
const registry: readonly ((parts: HealthParts) => readonly HealthCheck[])[] = [
  shopifyChecks,
  signatureChecks,
  tunnelChecks,
  gmailChecks,
  emailChecks,
  bigQueryChecks,
  manychatChecks,
  telegramChecks,
  computerChecks,
  ledgerCopyChecks,
];

export type DiagnosticsParts = HealthParts & {
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
  const checksOf = () => registry.flatMap((checks) => checks(parts));

  async function examine(): Promise<DiagnosticsReport> {
    const checks = checksOf();
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
      const asked = checksOf().filter((check) => isOfGroup(check, group));
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

function secretsOf({ shopify, gmail, bigquery, manychat, telegram, tunnel }: Config): readonly string[] {
  const auth = shopify?.auth;
  return [
    ...(auth?.kind === 'client-credentials' ? [auth.clientSecret] : []),
    ...(auth?.kind === 'access-token' ? [auth.accessToken] : []),
    ...(shopify?.webhookSecrets ?? []),
    ...(gmail ? [gmail.clientSecret, gmail.refreshToken, gmail.sendRefreshToken ?? ''] : []),
    ...(bigquery?.key ? [bigquery.key.privateKey] : []),
    ...(manychat?.token ? [manychat.token, ...manychat.token.split(':').slice(1)] : []),
    ...(manychat?.callbackKey ? [manychat.callbackKey] : []),
    ...(telegram ? [telegram.token] : []),
    ...(tunnel.kind === 'ngrok' ? [tunnel.authtoken] : []),
  ];
}
