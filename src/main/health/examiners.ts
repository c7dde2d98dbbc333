import type { Doctor, DoctorParts } from './doctor/doctor.ts';
import { createDoctor } from './doctor/doctor.ts';
import type { Drill, DrillParts } from './drill/drill.ts';
import { createDrill } from './drill/drill.ts';

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
