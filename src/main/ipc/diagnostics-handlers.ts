import type { Diagnostics } from '../health/diagnostics/diagnostics.ts';
import type { TestRun } from '../health/test-run/test-run.ts';
import type { Handlers } from './dispatch.ts';

type DoctorHandlers = Pick<
  Handlers,
  | 'diagnostics.run'
  | 'diagnostics.report'
  | 'diagnostics.toast'
  | 'testRun.start'
  | 'testRun.report'
  | 'testRun.rang'
>;

export type DoctorHandlerParts = {
  readonly doctor: Diagnostics;
  readonly drill: TestRun;
  readonly tryToast: () => void;
};

export const createDoctorHandlers = ({ doctor, drill, tryToast }: DoctorHandlerParts): DoctorHandlers => ({
  'diagnostics.run': () => {
    // never rejects; its lines are reported one by one
    void doctor.examine();
    return doctor.report();
  },
  'diagnostics.report': () => doctor.report(),
  'diagnostics.toast': () => {
    tryToast();
    return null;
  },
  'testRun.start': ({ path }) => drill.begin(path),
  'testRun.report': () => drill.report(),
  'testRun.rang': ({ drill: name, muted }) => {
    drill.rang(name, muted);
    return null;
  },
});
