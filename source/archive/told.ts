// What an archive answers: what a server told, in the form in which servers answer, or why there is nothing.

import type { Fields } from '../nats/read.ts';
import type { Archive, ArchivedServer } from './archive.ts';

/** An answer, or the reason why there is none. */
export type Told = { fields: Fields } | { why: string };

/** How a question about a server is answered from an archive. */
export type Teller = (archive: Archive, server: ArchivedServer, body: Fields) => Promise<Told>;

/** The pages of one part of a server, those of one account where it is named. */
export const pagesOf = (
	{ parts }: Archive,
	{ tags }: ArchivedServer,
	type: string,
	more: { account?: string; stream?: string } = {},
): Promise<readonly Fields[]> => parts.pages({ ...tags, type, ...more });

/** Why a part of a server is missing. */
export const whyNone = ({ parts }: Archive, { tags }: ArchivedServer, type: string): Told => ({
	why: parts.whyMissing({ ...tags, type }),
});

/** The first page of a part, as it is. */
export const firstPage =
	(type: string): Teller =>
	async (archive, server) => {
		const [fields] = await pagesOf(archive, server, type);
		return fields === undefined ? whyNone(archive, server, type) : { fields };
	};
