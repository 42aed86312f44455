// Prints the path of a nats-server, fetching one when needed: tsx scripts/nats-server.ts [bookworm|trixie|forky]

import { type Suite, suites } from '../source/demo/debian-package.ts';
import { findServer, findSuite } from '../source/demo/nats-server.ts';

const wanted = process.argv[2];
const options = { onProgress: (line: string) => console.error(line) };

function isSuite(word: string): word is Suite {
	return suites.some((suite) => suite === word);
}

if (wanted !== undefined && !isSuite(wanted)) {
	console.error(`unknown suite ${wanted}: one of ${suites.join(', ')}`);
	process.exitCode = 2;
} else {
	try {
		const { path } = await (wanted ? findSuite(wanted, options) : findServer(options));
		console.log(path);
	} catch (error) {
		console.error(error instanceof Error ? error.message : String(error));
		process.exitCode = 1;
	}
}
