import { outcomesOf } from '../../support/measured/outcomes.ts';
import { createTableReporter } from '../../support/measured/table-reporter.ts';
import { requirements } from './requirements.ts';

const fewer = process.env.ORDERBELL_UX_ORDERS;
const numberOf = (file: string): number => Number(/^ux\/(\d\d)-/.exec(file)?.[1]);

/** Prints every requirement with its figures. A file's number is its requirement. */
export default function reporter() {
  return createTableReporter({
    list: requirements,
    outcomesOf: (ran) =>
      ran.flatMap(({ file, module }) =>
        numberOf(file) in requirements ? outcomesOf(module, numberOf(file)) : [],
      ),
    notes: fewer === undefined ? [] : [`with ${fewer} orders in the ledger, which proves no budget`],
  });
}
