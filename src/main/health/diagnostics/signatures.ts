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
      title: 'Signatures of Shopify’s deliveries',
      tried: 'Looked back at the deliveries since the app was started',
      run: async () => {
        if (!canCheck) return fail(unchecked.problem, unchecked.fix, 'settings');
        if (!signatures) return skipped('Only the running app hears deliveries');
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
      return ok(`The client secret was changed ${since} h ago; the one before is taken for ${more} h more`);
    }
    // it works today, but Shopify may stop it at any time
    return warn(
      `Shopify still signs with the client secret of before, changed ${since} h ago; it is taken for ${more} h more`,
      'Look again before that ends: by then Shopify is to sign with the new one',
    );
  }
  if (heard.right === 0) return skipped('None came yet');
  return oldUntil === null
    ? ok(`${heard.right} were right`)
    : ok(`${heard.right} were right; the client secret of before is taken no more`);
}

const hours = (ms: number): number => Math.max(0, Math.round(ms / 3_600_000));
