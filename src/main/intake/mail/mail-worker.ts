import { parentPort } from 'node:worker_threads';
import { messageOf } from '../../../shared/problem.ts';
import { recipeSchema } from '../../../shared/recipe.ts';
import { parseMail } from './parse-mail.ts';
import { readMail } from './read-mail.ts';

// Runs apart from the app, with a memory cap of its own: a mail that exhausts it takes only this thread along.
const port = parentPort;
port?.on('message', (request: { readonly raw: Uint8Array; readonly recipes: readonly unknown[] }) => {
  read(request.raw, request.recipes).then(
    (answer) => port.postMessage(answer),
    (error: unknown) => port.postMessage({ failure: messageOf(error) }),
  );
});
port?.postMessage({ ready: true });

async function read(raw: Uint8Array, recipes: readonly unknown[]) {
  const mail = await parseMail(raw);
  const known = recipes.map((recipe) => recipeSchema.parse(recipe));
  return { mail, reading: readMail(mail, known) };
}
