import { unchecked } from '../../intake/shopify/keep-subscribed.ts';
import { wrongSignatures } from '../../intake/shopify/seen-signatures.ts';
import type { Signatures } from '../../intake/shopify/webhook-intake.ts';
import { isWithin, oldKeyMs } from '../../intake/shopify/webhook-keys.ts';
import type { CheckResult, HealthCheck, HealthParts } from './health-check.ts';
import { fail, ok, skipped, warn } from './health-check.ts';
import { isPublic } from './tunnel.ts';

/** Whether Shopify signs with the client secret set here. Judged by the deliveries themselves, without a request. */
export function signatureChecks(
  parts: Pick<HealthParts, 'config' | 'clock' | 'publicUrl' | 'signatures'>,
): readonly HealthCheck[] {
  const { config, clock, signatures } = parts;
  if (!config.shopify) return [];
  const canCheck = config.shopify.webhookSecrets.length > 0;
  if (!canCheck && !isPublic(parts)) return [];
  return [
    {
      id: 'shopify.signatures',
      title: 'Webhook signatures',
      tried: 'Webhooks received since the app was started',
      run: async () => {
        if (!canCheck) return fail(unchecked.problem, unchecked.fix, 'settings');
        if (!signatures) return skipped('Only the running app receives webhooks');
        return resultOf(signatures(), clock.now());
      },
    },
  ];
}

function resultOf({ heard, oldUntil }: Signatures, now: number): CheckResult {
  const wrong = wrongSignatures(heard, now);
  if (wrong) return fail(wrong.problem, wrong.fix, 'settings');
  if (oldUntil !== null && isWithin(now, oldUntil)) {
    const [since, more] = [hours(now - (oldUntil - oldKeyMs)), hours(oldUntil - now)];
    if (heard.oldAt === null) {
      return ok(
        `The client secret was changed ${since} h ago; the previous one is accepted for another ${more} h`,
      );
    }
    // it works today, but Shopify may stop it at any time
    return warn(
      `Shopify still signs with the previous client secret, changed ${since} h ago; it is accepted for another ${more} h`,
      'Check again before that ends: Shopify must sign with the new one by then',
    );
  }
  if (heard.right === 0) return skipped('None received yet');
  return oldUntil === null
    ? ok(`${heard.right} were valid`)
    : ok(`${heard.right} were valid; the previous client secret is no longer accepted`);
}

const hours = (ms: number): number => Math.max(0, Math.round(ms / 3_600_000));
