import type { WebhookIntake } from '../../../src/main/intake/shopify/webhook-intake.ts';

/** An intake that says yes before it has written anything down: what the tests have to notice. */
export const hastily = (intake: WebhookIntake, laterMs: number): WebhookIntake => ({
  ...intake,
  receive: async (delivery) => {
    setTimeout(() => void intake.receive(delivery), laterMs);
    return { status: 200 };
  },
});
