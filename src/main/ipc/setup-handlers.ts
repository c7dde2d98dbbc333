import { Problem } from '../../shared/problem.ts';
import { noProgress, withNote } from '../../shared/setup/progress.ts';
import type { ConnectionView } from '../../shared/views.ts';
import type { Diagnostics } from '../health/diagnostics/diagnostics.ts';
import type { Connection } from '../ports.ts';
import type { SettingsFile } from '../settings/settings-file.ts';
import type { Handlers } from './dispatch.ts';

type SetupHandlers = Pick<Handlers, 'setup.progress' | 'setup.note' | 'setup.check'>;

export type SetupHandlerParts = {
  readonly settings: SettingsFile;
  readonly connections: readonly Connection[];
  readonly view: (connection: Connection) => ConnectionView;
  readonly doctor: Pick<Diagnostics, 'examineOnly'>;
};

export function createSetupHandlers({
  settings,
  connections,
  view,
  doctor,
}: SetupHandlerParts): SetupHandlers {
  const progress = () => settings.read().setup ?? noProgress;
  return {
    'setup.progress': () => progress(),
    'setup.note': (note) => {
      const setup = withNote(progress(), note);
      settings.change({ setup });
      return setup;
    },
    'setup.check': async ({ name }) => {
      const connection = connections.find((one) => one.name === name);
      if (!connection) throw new Problem('not-found', `There is no connection ${name}`);
      await connection.check();
      const checks = await doctor.examineOnly(name);
      return { connection: view(connection), checks };
    },
  };
}
