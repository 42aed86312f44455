// Finds profiles beside a profile, and what the name of a file says of it.

import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { profileKinds } from '../model/action.ts';

/** The most files that are offered. */
const mostFiles = 200;

/** The kind and the server in the name that natstop gives a profile; what is not known is absent. */
export const namedIn = (path: string): { kind?: string; server?: string } => {
	const kinds = profileKinds.join('|');
	const [, server, kind] =
		new RegExp(`^natstop-(.+)-(${kinds})-(?:d\\d|[\\d.]+s)-`).exec(basename(path)) ?? [];
	return { ...(kind !== undefined && { kind }), ...(server !== undefined && { server }) };
};

/** Other profiles of the kind in the folder of a file, the newest first. */
export const profilesBeside = async (path: string): Promise<readonly string[]> => {
	const folder = dirname(resolve(path));
	const { kind } = namedIn(path);
	const names = (await readdir(folder)).filter(
		(name) =>
			/\.(pprof|pb|prof)(\.gz)?$/.test(name) && name !== basename(path) && namedIn(name).kind === kind,
	);
	const dated = await Promise.all(
		names.map(async (name) => ({ name, at: (await stat(join(folder, name))).mtimeMs })),
	);
	return dated
		.sort((a, b) => b.at - a.at)
		.slice(0, mostFiles)
		.map(({ name }) => join(folder, name));
};
