import type { Diagnostics, DiagnosticsParts } from './diagnostics/diagnostics.ts';
import { createDiagnostics } from './diagnostics/diagnostics.ts';
import type { TestRun, TestRunParts } from './test-run/test-run.ts';
import { createTestRun } from './test-run/test-run.ts';

export type ExaminerParts = Omit<DiagnosticsParts, 'onChange' | 'receiverUrl'> & TestRunParts;

/** Creates the diagnostics of the connections and the test run through them. */
export const createExaminers = (
  parts: ExaminerParts,
): { readonly doctor: Diagnostics; readonly drill: TestRun } => ({
  doctor: createDiagnostics({
    ...parts,
    log: parts.log.scoped('doctor'),
    onChange: () => parts.events.emit({ kind: 'doctor-changed' }),
  }),
  drill: createTestRun({ ...parts, log: parts.log.scoped('drill') }),
});
