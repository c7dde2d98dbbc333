import { createReport } from '../support/measured/figures.ts';
import { promises } from './promises.ts';

/** Notes what was measured of a promise, and sees that it is held. */
export const prove = createReport(promises);
