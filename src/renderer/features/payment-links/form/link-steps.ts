import type { DraftState, DraftView } from '../../../../shared/draft.ts';

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

type Way = Pick<DraftView, 'state' | 'sendings' | 'openedAt'>;

/** The steps of a draft order to a paid link; unconfirmed steps are left out. */
export function stepsOf({
  state,
  sendings,
  openedAt,
}: Way): readonly { readonly step: Step; readonly state: StepState }[] {
  const done = doneBy[state];
  const isSkipped = (step: Step, index: number): boolean =>
    index < done &&
    ((step === 'sent' && !sendings.some((one) => one.state === 'sent')) ||
      (step === 'opened' && openedAt === null));
  return steps
    .map((step, index) => ({
      step,
      state: index < done ? ('done' as const) : index === done ? ('now' as const) : ('later' as const),
      isSkipped: isSkipped(step, index),
    }))
    .filter((one) => !one.isSkipped)
    .map(({ step, state: own }) => ({ step, state: own }));
}

/** Steps that only machines do. */
export const isMachineStep = (step: Step): boolean =>
  step === 'made' || step === 'addedUp' || step === 'ready';
