// Writes the generated tables of the README: npm run docs

import { readFile, writeFile } from 'node:fs/promises';
import { withParts } from './docs-tables.ts';

const path = 'README.md';
const before = await readFile(path, 'utf8');
const after = withParts(before);
if (after !== before) await writeFile(path, after);
process.stdout.write(`${path}  ${after === before ? 'is up to date' : 'written'}\n`);
