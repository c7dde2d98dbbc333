import type { WebhookIntake } from '../../../src/main/intake/shopify/webhook-intake.ts';

/** A control: an intake that answers before it writes. */
export const hastily = (intake: WebhookIntake, laterMs: number): WebhookIntake => ({
  ...intake,
  receive: async (delivery) => {
    setTimeout(() => void intake.receive(delivery), laterMs);
    return { status: 200 };
  },
});
