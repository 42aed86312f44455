// Prints the path of a Node 24, fetching it from npm when needed: tsx scripts/node24.ts

import { node24 } from '../test/helpers/node24.ts';

try {
	console.log(await node24((line) => console.error(line)));
} catch (error) {
	console.error(error instanceof Error ? error.message : String(error));
	process.exitCode = 1;
}
