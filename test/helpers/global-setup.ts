// Fetches the nats-servers of the tests into the cache, before the first test.

import { suites } from '../../source/demo/debian-package.ts';
import { findSuite } from '../../source/demo/nats-server.ts';

/** Fetches what is missing and says so; a suite that cannot be had fails the tests that ask for it, in its own words. */
export async function setup(): Promise<void> {
	for (const suite of suites) {
		await findSuite(suite, { onProgress: (line) => console.log(line) }).catch((error: Error) => {
			console.warn(`no nats-server of Debian ${suite}: ${error.message.split('\n')[0]}`);
		});
	}
}
