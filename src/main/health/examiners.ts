import type { Doctor, DoctorParts } from './diagnostics/diagnostics.ts';
import { createDoctor } from './diagnostics/diagnostics.ts';
import type { Drill, DrillParts } from './test-run/test-run.ts';
import { createDrill } from './test-run/test-run.ts';

export type ExaminerParts = Omit<DoctorParts, 'onChange' | 'receiverUrl'> & DrillParts;

/** Who looks at the connections, and who sends an order through them. */
export const createExaminers = (
  parts: ExaminerParts,
): { readonly doctor: Doctor; readonly drill: Drill } => ({
  doctor: createDoctor({
    ...parts,
    log: parts.log.scoped('doctor'),
    onChange: () => parts.events.emit({ kind: 'doctor-changed' }),
  }),
  drill: createDrill({ ...parts, log: parts.log.scoped('drill') }),
});
