import type { Completeness } from '../health/completeness/create-completeness.ts';
import type { Handlers } from './dispatch.ts';

type CompletenessHandlers = Pick<
  Handlers,
  'health.counts' | 'sync.get' | 'sync.checkNow' | 'sync.fetch' | 'sync.readAgain' | 'sync.hurry'
>;

/** Reports the completeness and runs the next steps; each command returns the state afterwards. */
export function createCompletenessHandlers(completeness: Completeness): CompletenessHandlers {
  const after = async (step: Promise<void>) => {
    await step;
    return completeness.view();
  };
  return {
    'health.counts': () => completeness.strip(),
    'sync.get': () => completeness.view(),
    'sync.checkNow': (what) => after(completeness.ask(what)),
    'sync.fetch': ({ source, id }) => after(completeness.fetch(source, id)),
    'sync.readAgain': ({ document }) => after(completeness.readAgain(document)),
    'sync.hurry': () => after(completeness.hurry()),
  };
}
