import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readRequest } from '../../../../src/main/intake/chatbot/read-request.ts';
import { dynamicBlockSchema } from './dynamic-block-format.ts';

const examples = '../shared/contracts/manychat/dynamic-block/messenger';
const there = existsSync(examples);
const files = there ? readdirSync(examples).map((file) => join(examples, file)) : [];
const isContact = (file: string): boolean => file.includes('variables');

describe.skipIf(!there)(`ManyChat's own examples (skipped where ${examples} is not there)`, () => {
  it.each(files.filter((file) => !isContact(file)))('%s is what the format calls a dynamic block', (file) => {
    dynamicBlockSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  });

  it.each(files.filter(isContact))('%s is understood as a contact', (file) => {
    expect(readRequest(readFileSync(file, 'utf8')).contact).toMatchObject({
      id: '13245647000000000',
      name: 'Subscriber Lastname',
      lastWords: "Last subscriber's input text",
      interactionAt: Date.parse('2018-07-02T00:00:00Z'),
    });
  });
});
