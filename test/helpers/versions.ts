// The nats-servers for tests that must pass on every version: those of `$NATS_SERVERS`, or Debian's three.

import { suites } from '../../source/demo/debian-package.ts';
import { findSuite } from '../../source/demo/nats-server.ts';
import { compareVersions, serverVersion } from '../../source/demo/server-version.ts';

/** One nats-server. */
export type TestVersion = {
	version: string;
	/** Path of the binary. */
	binary: string;
	/** True from a version on. Earlier versions stand for their own minors, which a change was ported back to: `2.10.28`, `2.11.2`. */
	since(...versions: readonly string[]): boolean;
};

const minorOf = (version: string): string => version.split('.').slice(0, 2).join('.');

/** True where `version` has a change that came with these releases: the last one holds for all later, others in their minor. */
export const hasSince = (version: string, since: readonly string[]): boolean =>
	since.some(
		(from, index) =>
			compareVersions(version, from) >= 0 &&
			(index === since.length - 1 || minorOf(version) === minorOf(from)),
	);

const versionOf = async (binary: string): Promise<TestVersion> => {
	const version = await serverVersion(binary);
	if (version === undefined) throw new Error(`NATS_SERVERS: ${binary} does not run as a nats-server`);
	return { version, binary, since: (...from) => hasSince(version, from) };
};

/** The servers of `NATS_SERVERS=path,path`, else the nats-server of each Debian release; newest first. */
export const versions = async (): Promise<TestVersion[]> => {
	const named = (process.env.NATS_SERVERS ?? '').split(',').filter((path) => path !== '');
	const paths =
		named.length > 0 ? named : await Promise.all(suites.map(async (suite) => (await findSuite(suite)).path));
	const found = await Promise.all(paths.map(versionOf));
	return found.sort((a, b) => compareVersions(b.version, a.version));
};
