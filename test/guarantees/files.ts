// Prints the listed test files and folders, one per line.
import type { Promised } from './promises/promised.ts';
import { promises } from './promises.ts';

const tests = Object.values<Promised>(promises).flatMap((promise) => promise.tests);
console.log([...new Set(tests)].map((test) => `test/${test}`).join('\n'));
