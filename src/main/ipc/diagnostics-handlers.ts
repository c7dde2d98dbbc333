import type { Diagnostics } from '../health/diagnostics/diagnostics.ts';
import type { TestRun } from '../health/test-run/test-run.ts';
import type { Handlers } from './dispatch.ts';

type DoctorHandlers = Pick<
  Handlers,
  'doctor.run' | 'doctor.report' | 'doctor.toast' | 'drill.start' | 'drill.report' | 'drill.rang'
>;

export type DoctorHandlerParts = {
  readonly doctor: Diagnostics;
  readonly drill: TestRun;
  readonly tryToast: () => void;
};

export const createDoctorHandlers = ({ doctor, drill, tryToast }: DoctorHandlerParts): DoctorHandlers => ({
  'doctor.run': () => {
    // never rejects; its lines are reported one by one
    void doctor.examine();
    return doctor.report();
  },
  'doctor.report': () => doctor.report(),
  'doctor.toast': () => {
    tryToast();
    return null;
  },
  'drill.start': ({ path }) => drill.begin(path),
  'drill.report': () => drill.report(),
  'drill.rang': ({ drill: name, muted }) => {
    drill.rang(name, muted);
    return null;
  },
});
