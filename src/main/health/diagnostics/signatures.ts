import { unchecked } from '../../intake/shopify/keep-subscribed.ts';
import { wrongSignatures } from '../../intake/shopify/seen-signatures.ts';
import type { Signatures } from '../../intake/shopify/webhook-intake.ts';
import { isWithin, oldKeyMs } from '../../intake/shopify/webhook-keys.ts';
import type { Clock } from '../../ports.ts';
import type { Check, CheckResult } from './check.ts';
import { fail, ok, skipped, warn } from './check.ts';

export type SignatureCheckParts = {
  /** Whether there is a client secret to check deliveries with. */
  readonly canCheck: boolean;
  readonly clock: Clock;
  /** Null if this process receives no deliveries. */
  readonly signatures: (() => Signatures) | null;
};

/** Whether Shopify signs with the client secret set here. Judged by the deliveries themselves, without a request. */
export const signatureCheck = ({ canCheck, clock, signatures }: SignatureCheckParts): Check => ({
  group: 'shopify',
  id: 'shopify.signatures',
  title: 'Signatures of Shopify’s deliveries',
  tried: 'Looked back at the deliveries since the app was started',
  run: async () => {
    if (!canCheck) return fail(unchecked.problem, unchecked.fix, { act: 'settings' });
    return signatures
      ? resultOf(signatures(), clock.now())
      : skipped('Only the running app hears deliveries');
  },
});

function resultOf({ heard, oldUntil }: Signatures, now: number): CheckResult {
  const wrong = wrongSignatures(heard, now);
  if (wrong) return fail(wrong.problem, wrong.fix, { act: 'settings' });
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
  if (heard.right === 0) {
    return oldUntil === null
      ? skipped('None came yet')
      : ok('None came yet; the client secret of before is taken no more');
  }
  return oldUntil === null
    ? ok(`${heard.right} were right`)
    : ok(`${heard.right} were right; the client secret of before is taken no more`);
}

const hours = (ms: number): number => Math.max(0, Math.round(ms / 3_600_000));
