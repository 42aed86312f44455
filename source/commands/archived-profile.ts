// Profiles of an archive: `natstop open FILE --profiles` lists them, `natstop profile SERVER KIND --archive FILE` reads one.

import { closest } from 'fastest-levenshtein';
import { Archive } from '../archive/archive.ts';
import { ArchiveError } from '../archive/archive-error.ts';
import { type ArchivedProfile, archivedProfiles, readArchived } from '../archive/profiles.ts';
import { bytes } from '../format/number.ts';
import type { Profile } from '../model/profile/profile.ts';
import { sampleTypeAt } from '../model/profile/sample-type.ts';
import { type ExitCode, exitCodes, harmless, type Output } from '../system/output.ts';
import { printProfile } from './profile-file.ts';
import type { ProfileFileFlags } from './profile-flags.ts';

/** Opens an archive, does the work, closes it; what goes wrong is one sentence and an exit code. */
const inArchive = async (
	path: string,
	output: Output,
	work: (archive: Archive) => Promise<ExitCode>,
): Promise<ExitCode> => {
	try {
		const archive = await Archive.open(path);
		try {
			return await work(archive);
		} finally {
			archive.close();
		}
	} catch (error) {
		if (!(error instanceof ArchiveError)) throw error;
		output.complain(error.message);
		return exitCodes.failure;
	}
};

const profileJson = ({ server, cluster, name, size, isText }: ArchivedProfile) => ({
	...{ server, cluster, profile: name, bytes: size, text: isText },
});

/** Prints the profiles of an archive, by server; exit 1 where there are none. */
export const listProfiles = (
	path: string,
	{ json, ascii }: { json?: boolean; ascii: boolean },
	output: Output,
): Promise<ExitCode> =>
	inArchive(path, output, async (archive) => {
		const profiles = archivedProfiles(archive);
		if (json) {
			output.print(JSON.stringify(profiles.map(profileJson), undefined, 2));
			return exitCodes.fine;
		}
		if (profiles.length === 0) {
			output.complain(`there are no profiles in ${archive.name}`);
			return exitCodes.failure;
		}
		const { tableText } = await import('./table-text.tsx');
		const rows = profiles.map(({ server, cluster = '', name, size, isText }) => ({
			...{ SERVER: server, CLUSTER: cluster, PROFILE: name, SIZE: bytes(size, { none: '-' }) },
			KIND: isText ? 'text' : 'profile',
		}));
		const heads = [
			{ key: 'SERVER' },
			{ key: 'CLUSTER' },
			{ key: 'PROFILE' },
			{ key: 'SIZE' },
			{ key: 'KIND' },
		];
		const aligned = heads.map(({ key }) => ({
			key,
			align: key === 'SIZE' ? ('right' as const) : ('left' as const),
		}));
		output.print(tableText(rows, aligned, ascii));
		return exitCodes.fine;
	});

/** The profile that is meant, or a sentence about what there is. */
const chosen = (
	profiles: readonly ArchivedProfile[],
	server: string,
	name: string,
): ArchivedProfile | string => {
	const own = profiles.filter((profile) => profile.server === server);
	const names = (some: readonly string[]): string => [...new Set(some)].join(', ');
	if (profiles.length === 0) return 'there are no profiles in the archive';
	if (own.length === 0) {
		const servers = [...new Set(profiles.map((profile) => profile.server))];
		return `no profile of ${harmless(server)} in the archive; did you mean ${closest(server, servers)}?`;
	}
	const found = own.find((profile) => profile.name === name);
	return (
		found ??
		`no profile ${harmless(name)} of ${server} in the archive; there are ${names(own.map((each) => each.name))}`
	);
};

/** What a terminal draws, where there is one. */
export type ViewArchived = (
	read: { profile: Profile; name: string; kind: string },
	type: number,
) => Promise<void>;

/** `goroutine` of `goroutine_2`, which names the level behind the kind. */
const kindOf = (name: string): string => harmless(name.replace(/_\d$/, ''));

/** Prints a profile of an archive, or has it drawn; of a text of level 1 or 2 its stacks. */
export const archivedProfileCommand = (
	path: string,
	[server = '', name = '']: readonly string[],
	flags: ProfileFileFlags,
	output: Output,
	view?: ViewArchived,
): Promise<ExitCode> =>
	inArchive(path, output, async (archive) => {
		const profile = chosen(archivedProfiles(archive), server, name);
		const read = typeof profile === 'string' ? { sentence: profile } : await readArchived(archive, profile);
		if ('sentence' in read) {
			output.complain(read.sentence);
			return exitCodes.failure;
		}
		if (view === undefined) return printProfile({ ...read, kind: kindOf(name) }, flags, output);
		const type = sampleTypeAt(read.profile, flags.sampleIndex);
		if (typeof type === 'string') {
			output.complain(type);
			return exitCodes.usage;
		}
		await view({ profile: read.profile, name: harmless(server), kind: kindOf(name) }, type);
		return exitCodes.fine;
	});
