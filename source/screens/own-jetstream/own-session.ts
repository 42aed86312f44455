// Whose streams are asked for in account mode, and which of them permissions name.

import type { Stream } from '../../model/jetstream/stream.ts';
import type { AccountAccess } from '../source.ts';

/** What a session, or a command, knows of our account. */
export type OwnSession = { account?: Pick<AccountAccess, 'name' | 'user' | 'mention'> };

/** Our account as a person knows it; in words where nobody has told its name. */
export const ownAccount = ({ account }: OwnSession): string => account?.name() ?? 'our account';

const oneStream = /^\$JS\.API\.STREAM\.INFO\.([^.*>\s]+)$/;

/** Names of streams that our user may ask for one by one, as his permissions spell them. */
export const permittedStreams = ({ account }: OwnSession): readonly string[] => {
	const allow = account?.user()?.permissions?.publish?.allow ?? [];
	return [...new Set(allow.flatMap((subject) => oneStream.exec(subject)?.[1] ?? []))];
};

/** Tells of the servers that streams are on: some are known only so. */
export const mentionServers = ({ account }: OwnSession, streams: readonly Stream[]): void =>
	account?.mention(new Set(streams.flatMap(({ replicas }) => replicas.map(({ name }) => name))));
