import { createReport } from '../support/measured/report.ts';
import { promises } from './promises.ts';

/** Records a figure of a guarantee, and fails the test when the figure breaks it. */
export const prove = createReport(promises);
