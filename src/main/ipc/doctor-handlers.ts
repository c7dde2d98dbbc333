import type { Doctor } from '../health/doctor/doctor.ts';
import type { Handlers } from './dispatch.ts';

type DoctorHandlers = Pick<Handlers, 'doctor.run' | 'doctor.report' | 'doctor.toast'>;

export type DoctorHandlerParts = {
  readonly doctor: Doctor;
  readonly tryToast: () => void;
};

export const createDoctorHandlers = ({ doctor, tryToast }: DoctorHandlerParts): DoctorHandlers => ({
  'doctor.run': () => {
    // never rejects; its lines are told one by one
    void doctor.examine();
    return doctor.report();
  },
  'doctor.report': () => doctor.report(),
  'doctor.toast': () => {
    tryToast();
    return null;
  },
});
