// `npm ci` on a fresh machine of any kind: the lock file knows the packages of every platform, not only of ours, and what is in
// each of them, from whatever registry it comes.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

type Locked = {
	packages: Record<
		string,
		{
			version?: string;
			integrity?: string;
			resolved?: string;
			optionalDependencies?: Record<string, string>;
		}
	>;
};

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as Locked;
/** All but the project itself, by their path. */
const locked = Object.entries(packages).filter(([path]) => path !== '');

// npm leaves out what its registry could not give when the lock was made, and then refuses the lock.
test('the lock file holds every optional dependency', () => {
	const missing = Object.values(packages)
		.flatMap(({ optionalDependencies = {} }) => Object.keys(optionalDependencies))
		.filter((name) => !Object.keys(packages).some((path) => path.endsWith(`node_modules/${name}`)));
	expect(missing).toEqual([]);
});

test('the lock file holds the integrity of every package, also of those for other platforms', () => {
	const unproven = locked.filter(([, { integrity = '' }]) => !/^sha512-[\w+/]{86}==$/.test(integrity));
	expect(unproven.map(([path]) => path)).toEqual([]);
	expect(locked.length).toBeGreaterThan(100);
});

// `omit-lockfile-registry-resolved` in .npmrc: the lock file serves whoever has another registry.
test('the lock file names no host', () => {
	expect(locked.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path)).toEqual([]);
});
