// `npm ci` on a fresh machine of any kind: the lock file knows the packages of every platform, not only of ours.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

type Locked = {
	packages: Record<string, { version?: string; optionalDependencies?: Record<string, string> }>;
};

// npm leaves out what its registry could not give when the lock was made, and then refuses the lock.
test('the lock file holds every optional dependency', () => {
	const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as Locked;
	const missing = Object.values(packages)
		.flatMap(({ optionalDependencies = {} }) => Object.keys(optionalDependencies))
		.filter((name) => !Object.keys(packages).some((path) => path.endsWith(`node_modules/${name}`)));
	expect(missing).toEqual([]);
});
