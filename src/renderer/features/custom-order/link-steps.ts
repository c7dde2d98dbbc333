import type { DraftState } from '../../../shared/entry.ts';

export const steps = ['made', 'addedUp', 'ready', 'paid'] as const;
export type Step = (typeof steps)[number];
export type StepState = 'done' | 'now' | 'later';

const doneBy: { readonly [S in DraftState]: number } = {
  creating: 0,
  calculating: 1,
  ready: 3,
  sent: 3,
  paid: 4,
  failed: 0,
  deleted: 0,
};

/** How far a draft order has come on its way to a paid link. */
export function stepsOf(state: DraftState): readonly { readonly step: Step; readonly state: StepState }[] {
  const done = doneBy[state];
  return steps.map((step, index) => ({
    step,
    state: index < done ? 'done' : index === done ? 'now' : 'later',
  }));
}

/** The link may be given away: before this Shopify shows the buyer an error page. */
export const isLinkReady = (state: DraftState): boolean => state === 'ready' || state === 'sent';
