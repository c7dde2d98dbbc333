import { createReport } from '../../support/measured/figures.ts';
import { requirements } from './requirements.ts';

export { fiveTimes, percentile } from '../../support/measured/figures.ts';
export const report = createReport(requirements);
