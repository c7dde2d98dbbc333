import type { Completeness } from '../health/completeness/create-completeness.ts';
import type { Handlers } from './dispatch.ts';

type CompletenessHandlers = Pick<
  Handlers,
  | 'health.strip'
  | 'completeness.get'
  | 'completeness.ask'
  | 'completeness.fetch'
  | 'completeness.readAgain'
  | 'completeness.hurry'
>;

/** Reports the completeness and runs the next steps; each command returns the state afterwards. */
export function createCompletenessHandlers(completeness: Completeness): CompletenessHandlers {
  const after = async (step: Promise<void>) => {
    await step;
    return completeness.view();
  };
  return {
    'health.strip': () => completeness.strip(),
    'completeness.get': () => completeness.view(),
    'completeness.ask': (what) => after(completeness.ask(what)),
    'completeness.fetch': ({ source, id }) => after(completeness.fetch(source, id)),
    'completeness.readAgain': ({ document }) => after(completeness.readAgain(document)),
    'completeness.hurry': () => after(completeness.hurry()),
  };
}
