import { readFileSync } from 'node:fs';
import type { MailTemplate } from '../../shared/mail-template.ts';
import { mailTemplateSchema } from '../../shared/mail-template.ts';
import { messageOf, Problem } from '../../shared/problem.ts';
import { readMailFile } from '../intake/mail/report.ts';
import { textFlag } from '../shell/flags.ts';
import type { Command } from './command.ts';

/** Parses one saved mail with the given template, else with the general parser. */
export const mailRead: Command = {
  usage: 'mail read FILE [--recipe RECIPE.json]',
  flags: { recipe: { type: 'string' } },
  run: async ({ flags, words, output }) => {
    const file = onlyFile(words, mailRead.usage);
    const templateFile = textFlag(flags, 'recipe');
    // a template under test is used alone: another one that parses the mail would hide its failure
    const recipes = templateFile === undefined ? [] : [readRecipe(templateFile)];
    output.line(JSON.stringify(await readMailFile(readBytes(file), file, recipes), null, 2));
    return 0;
  },
};

export function onlyFile(words: readonly string[], usage: string): string {
  const [file, more] = words;
  if (file === undefined || more !== undefined)
    throw new Problem('bad-input', `one FILE is needed: ${usage}`);
  return file;
}

export function readBytes(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw new Problem('not-found', `${file} cannot be read: ${messageOf(cause)}`, { cause });
  }
}

export function readJson(file: string): unknown {
  try {
    return JSON.parse(readBytes(file).toString('utf8'));
  } catch (cause) {
    if (cause instanceof Problem) throw cause;
    throw new Problem('bad-input', `${file} is not JSON: ${messageOf(cause)}`, { cause });
  }
}

function readRecipe(file: string): MailTemplate {
  const recipe = mailTemplateSchema.safeParse(readJson(file));
  if (recipe.success) return recipe.data;
  const [issue] = recipe.error.issues;
  throw new Problem(
    'bad-input',
    `${file} is not a recipe: ${issue?.path.join('.') || 'it'}: ${issue?.message ?? 'has the wrong format'}`,
  );
}
