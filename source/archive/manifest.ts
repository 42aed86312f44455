// The list of what is in an archive, by tags: paths are names for people, and nothing is found by them.

import { asFields, type Fields } from '../nats/read.ts';

/** What a part of an archive is about; `type` is what it is. */
export type Tags = {
	type?: string;
	server?: string;
	cluster?: string;
	account?: string;
	stream?: string;
	profile?: string;
	special?: string;
};

/** A server as the tags name it: names are those of the gathering. */
export type TaggedServer = { server: string; cluster?: string };

export type TaggedProfile = TaggedServer & { name: string; path: string };

/** The names of tags in the file, and here. */
const labels: Readonly<Record<string, keyof Tags>> = {
	artifact_type: 'type',
	server: 'server',
	cluster: 'cluster',
	account: 'account',
	stream: 'stream',
	profile_name: 'profile',
	special: 'special',
};

/** More tags than any part has. */
const mostTags = 16;

const tagsOf = (list: unknown): Tags => {
	const tags: Tags = {};
	if (!Array.isArray(list)) return tags;
	for (const item of list.slice(0, mostTags)) {
		const { Name: label, Value: value } = asFields(item) ?? {};
		const key = typeof label === 'string' && Object.hasOwn(labels, label) ? labels[label] : undefined;
		if (key !== undefined && typeof value === 'string' && tags[key] === undefined) tags[key] = value;
	}
	return tags;
};

/** Texts that no name can hold part the names of a key. */
const keyOf = ({
	type = '',
	server = '',
	cluster = '',
	account = '',
	stream = '',
	special = '',
}: Tags): string => [type, special, cluster, server, account, stream].join('\n');

/** What is in an archive. */
export class Manifest {
	readonly #paths = new Map<string, string[]>();
	readonly #servers = new Map<string, TaggedServer>();
	readonly #accounts = new Map<string, Set<string>>();
	readonly #streams = new Map<string, Set<string>>();
	readonly profiles: TaggedProfile[] = [];
	/** How many parts are listed. */
	readonly size: number;
	/** Parts that are listed and not there, the first by its path. */
	readonly missing: { count: number; first?: string } = { count: 0 };

	constructor(list: Fields, has: (path: string) => boolean) {
		const paths = Object.keys(list);
		this.size = paths.length;
		for (const path of paths) {
			const tags = tagsOf(list[path]);
			if (has(path)) this.#add(path, tags);
			else {
				this.missing.count++;
				this.missing.first ??= path;
			}
		}
	}

	/** Every server that anything is tagged with. */
	get servers(): readonly TaggedServer[] {
		return [...this.#servers.values()];
	}

	/** The accounts of which something of this server, or of all of them, is there. */
	accountsOf(server?: TaggedServer): readonly string[] {
		return [...(this.#accounts.get(server === undefined ? '' : keyOf(server)) ?? [])];
	}

	/** The streams of an account of which a server has told. */
	streamsOf({ server, cluster }: TaggedServer, account: string): readonly string[] {
		return [...(this.#streams.get(keyOf({ server, cluster, account })) ?? [])];
	}

	/** The paths of all pages of one part, in their order. */
	pathsOf(tags: Tags): readonly string[] {
		const paths = this.#paths.get(keyOf(tags)) ?? [];
		return paths.length < 2 ? paths : [...paths].sort();
	}

	#add(path: string, tags: Tags): void {
		const { server, cluster, account, stream, profile } = tags;
		const of = server === undefined ? undefined : { server, ...(cluster !== undefined && { cluster }) };
		if (of !== undefined) this.#servers.set(keyOf(of), of);
		if (profile !== undefined) {
			if (of !== undefined) this.profiles.push({ ...of, name: profile, path });
			return;
		}
		const key = keyOf(tags);
		const known = this.#paths.get(key);
		if (known) known.push(path);
		else this.#paths.set(key, [path]);
		if (account === undefined) return;
		remember(this.#accounts, '', account);
		if (of !== undefined) remember(this.#accounts, keyOf(of), account);
		if (of !== undefined && stream !== undefined) remember(this.#streams, keyOf({ ...of, account }), stream);
	}
}

const remember = (map: Map<string, Set<string>>, key: string, value: string): void => {
	const known = map.get(key);
	if (known) known.add(value);
	else map.set(key, new Set([value]));
};
