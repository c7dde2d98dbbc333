import { Problem } from '../../shared/problem.ts';
import { learnTemplate } from '../intake/mail/learn/learn-template.ts';
import { mailOfFile } from '../intake/mail/report.ts';
import { textFlag } from '../shell/flags.ts';
import type { Command } from './command.ts';
import { onlyFile, readBytes, readJson } from './mail.ts';

/** Learns a mail template from one saved mail and the values a person marked; also prints the fields it does not parse. */
export const mailLearn: Command = {
  usage: 'mail learn FILE --values VALUES.json',
  flags: { values: { type: 'string' } },
  run: async ({ flags, words, output }) => {
    const file = onlyFile(words, mailLearn.usage);
    const valuesFile = textFlag(flags, 'values');
    if (valuesFile === undefined) throw new Problem('bad-input', `--values is needed: ${mailLearn.usage}`);
    const { recipe, missed } = learnTemplate(await mailOfFile(readBytes(file), file), readJson(valuesFile));
    if (missed.length > 0) output.say(`not found again, so left out: ${missed.join(', ')}`);
    output.line(JSON.stringify(recipe, null, 2));
    return 0;
  },
};
