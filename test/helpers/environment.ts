// An environment and a home made of values, so that no test depends on the machine it runs on.

import { dirname, relative } from 'node:path';
import type { Environment } from '../../source/system/environment.ts';

/** Files by path, variables by name; the home is `/home/ada`. */
export const environmentOf = (
	files: Readonly<Record<string, string>> = {},
	env: Readonly<Record<string, string>> = {},
	mode = 0o600,
): Environment => ({
	env,
	home: '/home/ada',
	read(path) {
		const text = files[path];
		if (text === undefined) throw Object.assign(new Error('not there'), { code: 'ENOENT' });
		return text;
	},
	mode: (path) => (path in files ? mode : undefined),
	list(folder) {
		const inside = Object.keys(files).filter((path) => dirname(path).startsWith(folder) && path !== folder);
		return [...new Set(inside.map((path) => relative(folder, path).split('/')[0] ?? ''))];
	},
});
