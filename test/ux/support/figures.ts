import { createReport } from '../../support/measured/report.ts';
import { requirements } from './requirements.ts';

export { fiveTimes, percentile } from '../../support/measured/figures.ts';
export const report = createReport(requirements);
