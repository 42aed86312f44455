// Finds profiles beside a profile, and what the name of a file says of it.

import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { profileKinds } from '../model/action.ts';

/** The most files that are summed up; each may take a multiple of its size. */
export const mostSummed = 64;

/** The most files that are offered. */
const mostFiles = 200;

/** What the name that natstop gives a profile says of it; what is not known is absent. */
type Named = { kind?: string; server?: string; level?: string };

/** The kind and the server in the name of a file, and the level of a text. */
export const namedIn = (path: string): Named => {
	const kinds = profileKinds.join('|');
	const [, server, kind, detail] =
		new RegExp(`^natstop-(.+)-(${kinds})-(d\\d|[\\d.]+s)-`).exec(basename(path)) ?? [];
	const level = detail === 'd1' || detail === 'd2' ? detail : undefined;
	return {
		...(kind !== undefined && { kind }),
		...(server !== undefined && { server }),
		...(level !== undefined && { level }),
	};
};

/** Texts are known by the names that natstop gives them: any other text may be anything. */
const endings = (level: string | undefined): RegExp =>
	level === undefined ? /\.(pprof|pb|prof)(\.gz)?$/ : /\.txt$/;

/** Other profiles of the kind and level in the folder of a file, the newest first. */
export const profilesBeside = async (path: string): Promise<readonly string[]> => {
	const folder = dirname(resolve(path));
	const { kind, level } = namedIn(path);
	const names = (await readdir(folder)).filter((name) => {
		const named = namedIn(name);
		const isAlike = named.kind === kind && named.level === level;
		return isAlike && endings(level).test(name) && name !== basename(path);
	});
	const dated = await Promise.all(
		names.map(async (name) => ({ name, at: (await stat(join(folder, name))).mtimeMs })),
	);
	return dated
		.sort((a, b) => b.at - a.at)
		.slice(0, mostFiles)
		.map(({ name }) => join(folder, name));
};
