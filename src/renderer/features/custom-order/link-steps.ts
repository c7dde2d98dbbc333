import type { DraftState } from '../../../shared/draft.ts';

export const steps = ['made', 'addedUp', 'ready', 'sent', 'opened', 'paid'] as const;
export type Step = (typeof steps)[number];
export type StepState = 'done' | 'now' | 'later';

const doneBy: { readonly [S in DraftState]: number } = {
  creating: 0,
  calculating: 1,
  ready: 3,
  sent: 4,
  opened: 5,
  paid: 6,
  failed: 0,
  expired: 0,
  cancelled: 0,
  replaced: 0,
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

/** What only machines are waited for. */
export const isMachineStep = (step: Step): boolean =>
  step === 'made' || step === 'addedUp' || step === 'ready';
