// Writes the generated tables of the README and of docs/: npm run docs

import { readFile, writeFile } from 'node:fs/promises';
import { pagePaths, withParts } from './docs-tables.ts';

for (const path of pagePaths()) {
	const before = await readFile(path, 'utf8');
	const after = withParts(before);
	if (after === before) continue;
	await writeFile(path, after);
	process.stdout.write(`${path}  written\n`);
}
process.stdout.write('the README and docs/ are up to date\n');
