import { createReport } from '../support/measured/report.ts';
import { promises } from './promises.ts';

/** Notes a figure of a promise, and fails the test when it breaks the promise. */
export const prove = createReport(promises);
