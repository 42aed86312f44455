// The profiles of an archive: what servers there are profiles of, of which kinds, and their bytes.

import { BrokenProfile } from '../model/profile/broken-profile.ts';
import type { Profile } from '../model/profile/profile.ts';
import { profileIn } from '../system/profile-file.ts';
import { safeText } from '../system/redact.ts';
import type { Archive } from './archive.ts';
import { ArchiveError } from './archive-error.ts';

/** One profile; `isText` where its name says that it is a text of level 1 or 2. */
export type ArchivedProfile = {
	server: string;
	cluster?: string;
	name: string;
	path: string;
	/** Bytes, unpacked. */
	size?: number;
	isText: boolean;
};

/** All of them, by server and name; texts are clean. */
export const archivedProfiles = ({ parts, zip }: Archive): readonly ArchivedProfile[] =>
	parts.manifest.profiles
		.map(({ server, cluster, name, path }) => ({
			server: safeText(server),
			...(cluster !== undefined && { cluster: safeText(cluster) }),
			...{ name: safeText(name), path, size: zip.entries.get(path)?.size },
			isText: /_\d$/.test(name),
		}))
		.sort((a, b) => (a.server === b.server ? (a.name < b.name ? -1 : 1) : a.server < b.server ? -1 : 1));

/** What one of them holds, or one sentence about why it cannot be read. */
export const readArchived = async (
	{ zip }: Archive,
	{ path, server, name }: ArchivedProfile,
): Promise<{ profile: Profile } | { sentence: string }> => {
	try {
		return { profile: profileIn(await zip.read(path)) };
	} catch (error) {
		if (error instanceof ArchiveError)
			return { sentence: `${name} of ${server} cannot be read: ${error.message}` };
		if (error instanceof BrokenProfile)
			return { sentence: `${name} of ${server} is no profile: ${error.message}` };
		throw error;
	}
};
