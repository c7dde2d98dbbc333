import type { AppState } from '../../shared/contract.ts';
import type { CostView } from '../../shared/cost.ts';
import type { CountryCode } from '../../shared/country.ts';
import { Problem } from '../../shared/problem.ts';
import type { ConnectionView } from '../../shared/views.ts';
import type { Connection } from '../ports.ts';
import type { SettingsFile } from '../settings/settings-file.ts';
import type { Handlers } from './dispatch.ts';

type AppHandlers = Pick<
  Handlers,
  | 'app.state'
  | 'app.setLanguage'
  | 'app.setManager'
  | 'app.setToastDetails'
  | 'app.setCountry'
  | 'connections.list'
  | 'connections.check'
  | 'warehouse.cost'
>;

export type AppHandlerParts = {
  readonly state: () => AppState;
  readonly settings: SettingsFile;
  readonly connections: readonly Connection[];
  readonly cost: () => CostView | null;
  readonly view: (connection: Connection) => ConnectionView;
  readonly setCountry: (country: CountryCode) => void;
  readonly onChange: () => void;
};

export function createAppHandlers({
  state,
  settings,
  connections,
  cost,
  view,
  setCountry,
  onChange,
}: AppHandlerParts): AppHandlers {
  const changed = (part: Parameters<SettingsFile['change']>[0]): AppState => {
    settings.change(part);
    onChange();
    return state();
  };
  return {
    'app.state': () => state(),
    'app.setLanguage': ({ language }) => changed({ language }),
    'app.setManager': ({ name }) => changed({ manager: name }),
    'app.setToastDetails': ({ on }) => changed({ toastDetails: on }),
    'app.setCountry': ({ country }) => {
      setCountry(country);
      onChange();
      return state();
    },
    'warehouse.cost': () => cost(),
    'connections.list': () => connections.map(view),
    'connections.check': async ({ name }) => {
      const connection = connections.find((one) => one.name === name);
      if (!connection) throw new Problem('not-found', `There is no connection ${name}`);
      await connection.check();
      return view(connection);
    },
  };
}
