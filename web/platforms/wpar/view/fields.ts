/** Fields of forms, written down shortly. */
import type { CallValue } from '../../../model/call.ts';
import type { Choice, FormField } from '../../../model/world-view.ts';
import { serverThing, systemThing } from '../calls/things.ts';
import { agentState } from '../objects/system.ts';
import type { WparWorld } from '../objects/world.ts';

interface Rest {
  about?: string;
  value?: CallValue;
  required?: boolean;
}

const field =
  (input: FormField['input']) =>
  (path: string, label: string, { about = '', value = null, required = false }: Rest = {}): FormField => ({
    path,
    label,
    about,
    input,
    value,
    required,
  });

export const textField = field({ kind: 'text' });
export const flagField = field({ kind: 'flag' });
export const numberField = (min: number, max: number, unit: string) =>
  field({ kind: 'number', min, max, unit });
export const choiceField = (choices: readonly Choice[]) => field({ kind: 'choice', choices });

export const choice = (value: CallValue, label: string, rest: Partial<Choice> = {}): Choice => ({
  value,
  label,
  about: '',
  suggested: false,
  refused: null,
  ...rest,
});

export const hostChoices = ({ systems }: WparWorld): Choice[] =>
  systems.map((system) => {
    const agent = agentState(system);
    return choice(systemThing(system.name), system.name, {
      about: `${system.model}, AIX ${system.level}${agent === 'Online' ? '' : `, agent ${agent.toLowerCase()}`}`,
    });
  });

export const storageChoices = ({ servers }: WparWorld): Choice[] => [
  ...servers.map(({ name, area }, i) =>
    choice(serverThing(name), `Remote, on ${name}`, {
      about: `In ${area.path}, a directory for each partition: it can be moved while it runs.`,
      suggested: i === 0,
    }),
  ),
  choice(null, 'Local disks', { about: 'It cannot be moved while it runs: its files would stay behind.' }),
];

export const groupChoices = ({ groups }: WparWorld): Choice[] => [
  choice('', 'None'),
  ...groups.map(({ name, tests }) =>
    choice(name, name, { about: tests.length > 0 ? `Tests ${tests.join(', ')} on top.` : '' }),
  ),
];
