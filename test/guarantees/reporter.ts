import { isLong } from '../support/form.ts';
import { createTableReporter } from '../support/measured/table-reporter.ts';
import { outcomesOfAll } from './outcomes.ts';
import { promises } from './promises.ts';

/** Prints every guarantee with its tests and figures. */
export default function reporter() {
  return createTableReporter({
    list: promises,
    outcomesOf: (ran) => outcomesOfAll(promises, ran),
    words: { good: 'held', bad: 'MISS' },
    notes: isLong ? [] : ['in the full form; `npm run proof -- --long` tries more'],
  });
}
