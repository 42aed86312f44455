// Before the first test: the nats-servers of the tests are in the cache, and Ink is as the program ships it.

import { suites } from '../../source/demo/debian-package.ts';
import { findSuite } from '../../source/demo/nats-server.ts';
import { buildInk } from './shipped-ink.ts';

/** Builds Ink, fetches servers that are missing and says so; a suite that cannot be had fails the tests that ask for it, in its own words. */
export async function setup(): Promise<void> {
	await buildInk();
	for (const suite of suites) {
		await findSuite(suite, { onProgress: (line) => console.log(line) }).catch((error: Error) => {
			console.warn(`no nats-server of Debian ${suite}: ${error.message.split('\n')[0]}`);
		});
	}
}
