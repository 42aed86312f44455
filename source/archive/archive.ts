// An archive of `nats audit gather`: what it says of itself, the servers in it, and what they told.

import { basename } from 'node:path';
import type { ServerInfo } from '../model/server.ts';
import { decodeServer } from '../nats/decode.ts';
import { asFields, type Fields, readFields, readText, readTime, textOf } from '../nats/read.ts';
import { clean } from '../system/clean.ts';
import { safeText } from '../system/redact.ts';
import { ArchiveError, unreadable } from './archive-error.ts';
import { Manifest, type TaggedServer, type Tags } from './manifest.ts';
import { Parts } from './parts.ts';
import { Zip } from './zip.ts';

const manifestPath = 'capture/misc/manifest.json';

/** Lines of the log of a gathering that are read, and bytes of it. */
const mostLines = 10_000;
const longestLog = 16 * 1024 * 1024;

/** A server of an archive: how it is tagged, and how it describes itself. */
export type ArchivedServer = {
	tags: TaggedServer;
	info: ServerInfo;
	/** Its own block, as it stands in its answers. */
	block: Fields;
};

/** The parts that tell who a server is, the one that tells most first. */
const tellers = [
	...['variables', 'health', 'accounts', 'gateways', 'leafs', 'routes'],
	...['jetstream_info', 'connections', 'subs', 'exp_variables'],
];

/** The same of its accounts, where nobody asked the servers for themselves. */
const accountTellers = ['account_info', 'account_connections'];

/** What is known of the gathering. Times are ms since the epoch. */
export type Gathering = { from?: number; to?: number; by?: string; server?: string; log: readonly string[] };

const gatheringOf = async (zip: Zip, parts: Parts): Promise<Gathering> => {
	const [about = {}] = await parts.pages({ special: 'audit_gather_metadata' });
	const [path] = parts.manifest.pathsOf({ special: 'audit_gather_log' });
	let text = '';
	if (path !== undefined && (zip.entries.get(path)?.size ?? 0) <= longestLog)
		text = textOf(await zip.read(path).catch(() => Buffer.alloc(0)));
	return {
		...(zip.modified !== undefined && { from: zip.modified }),
		...{ to: readTime(about, 'capture_timestamp'), by: readText(about, 'version') },
		server: readText(about, 'connected_server_name'),
		log: text.split('\n', mostLines).flatMap((line) => (line.trim() === '' ? [] : safeText(line.trimEnd()))),
	};
};

/** One whole system as it was told once. Nothing of it is read before it is wanted, but who its servers are. */
export class Archive {
	#servers?: Promise<ReadonlyMap<string, ArchivedServer>>;

	private constructor(
		/** Its file name, clean. */
		readonly name: string,
		readonly zip: Zip,
		readonly parts: Parts,
		readonly gathering: Gathering,
	) {}

	/** Opens it. Fails with an ArchiveError whose message is one sentence with the path in it. */
	static async open(path: string): Promise<Archive> {
		let zip: Zip | undefined;
		try {
			zip = await Zip.open(path);
			const parts = new Parts(zip, await manifestOf(zip));
			return new Archive(clean(basename(path)), zip, parts, await gatheringOf(zip, parts));
		} catch (error) {
			zip?.close();
			if (!(error instanceof ArchiveError)) throw error;
			throw new ArchiveError(`${path} is no archive that can be opened: ${error.message}`);
		}
	}

	/** Its servers by their ids, in the order of the list. One of which nothing can be read is not there. */
	servers(): Promise<ReadonlyMap<string, ArchivedServer>> {
		this.#servers ??= this.#findServers();
		return this.#servers;
	}

	/** Servers that are tagged and of which nothing can be read, by name. */
	async unknownServers(): Promise<readonly string[]> {
		const known = new Set([...(await this.servers()).values()].map(({ tags }) => tags));
		return this.parts.manifest.servers
			.filter((tags) => !known.has(tags))
			.map(({ server }) => safeText(server));
	}

	close(): void {
		this.zip.close();
	}

	async #findServers(): Promise<ReadonlyMap<string, ArchivedServer>> {
		const found = new Map<string, ArchivedServer>();
		for (const tags of this.parts.manifest.servers) {
			const server = await this.#serverOf(tags);
			if (server !== undefined && !found.has(server.info.id)) found.set(server.info.id, server);
		}
		return found;
	}

	async #serverOf(tags: TaggedServer): Promise<ArchivedServer | undefined> {
		for (const type of tellers) {
			const server = await this.#toldIn(tags, { type });
			if (server !== undefined) return server;
		}
		for (const account of this.parts.manifest.accountsOf(tags).slice(0, 1))
			for (const type of accountTellers) {
				const server = await this.#toldIn(tags, { type, account });
				if (server !== undefined) return server;
			}
		return undefined;
	}

	async #toldIn(tags: TaggedServer, part: Tags): Promise<ArchivedServer | undefined> {
		const [page] = await this.parts.pages({ ...tags, ...part });
		const block = page && readFields(page, 'server');
		const info = decodeServer(block);
		return block === undefined || info === undefined ? undefined : { tags, info, block };
	}
}

const manifestOf = async (zip: Zip): Promise<Manifest> => {
	if (!zip.entries.has(manifestPath))
		unreadable(
			'it has no list of what is in it, as nats audit gather writes it (capture/misc/manifest.json)',
		);
	let list: Fields | undefined;
	try {
		list = asFields(JSON.parse(textOf(await zip.read(manifestPath))));
	} catch (error) {
		unreadable(
			`the list of what is in it cannot be read: ${error instanceof ArchiveError ? error.message : 'it is not JSON'}`,
		);
	}
	return new Manifest(list ?? unreadable('the list of what is in it is none'), (path) =>
		zip.entries.has(path),
	);
};
