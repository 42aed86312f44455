// A wire into an archive: what is asked of servers is answered by what they told when it was made.

import { decodeError } from '../nats/decode.ts';
import type { GatherEnd, GatherOptions } from '../nats/gather.ts';
import type { Fields } from '../nats/read.ts';
import type { AskOptions, Reply, Result } from '../nats/requests.ts';
import { accountJszSubject, serverSubject, subjects } from '../nats/subjects.ts';
import type { Wire, WireServer, WireSubscription } from '../nats/wire.ts';
import { ofAccount, tellAccounts, tellClaims } from './accounts.ts';
import type { Archive, ArchivedServer } from './archive.ts';
import { tellConnections } from './connections.ts';
import { tellAccountUse, tellJetStream, tellQueues, tellRaft } from './jetstream.ts';
import { tellStatsz } from './statsz.ts';
import { firstPage, type Teller, type Told } from './told.ts';

/** What one server is asked for, by the last word of the subject. */
const services: Readonly<Record<string, Teller>> = {
	STATSZ: tellStatsz,
	VARZ: firstPage('variables'),
	CONNZ: tellConnections,
	ROUTEZ: firstPage('routes'),
	GATEWAYZ: firstPage('gateways'),
	LEAFZ: firstPage('leafs'),
	HEALTHZ: firstPage('health'),
	JSZ: tellJetStream,
	ACCOUNTZ: tellClaims,
	RAFTZ: tellRaft,
	IPQUEUESZ: tellQueues,
};

/** What all servers are asked for. IDZ is answered without the envelope of the others. */
const broadcasts: Readonly<Record<string, Teller>> = {
	[subjects.ping]: tellStatsz,
	[subjects.pingIdz]: async (_, { block }) => ({ fields: block }),
	[subjects.pingVarz]: firstPage('variables'),
	[subjects.pingJsz]: tellJetStream,
	[subjects.accountStatz]: tellAccounts,
};

const [serverStart, serverEnd = ''] = serverSubject(' ', 'VARZ').split(' ');
const [accountStart, accountEnd = ''] = accountJszSubject(' ').split(' ');
const serviceStart = serverEnd.slice(0, 1);

/** The account in a subject that asks all servers for its use of JetStream. */
const accountIn = (subject: string): string | undefined =>
	subject.startsWith(accountStart ?? '') && subject.endsWith(accountEnd)
		? subject.slice(accountStart?.length, -accountEnd.length)
		: undefined;

const nothing = { why: 'not in the archive' };

/** Never lives: nothing comes by itself from an archive. */
const silent: WireSubscription = { isOpen: () => false, stop: () => undefined };

export class ArchiveWire implements Wire {
	readonly isPast = true;
	/** Why there is no answer, where nothing more is known. */
	readonly absent = 'not in the archive';

	constructor(
		readonly archive: Archive,
		readonly servers: ReadonlyMap<string, ArchivedServer>,
		/** When the gathering ended, ms since the epoch: all of it counts as told then. */
		readonly at: number,
	) {}

	readonly now = (): number => this.at;

	subscribe(): WireSubscription {
		return silent;
	}

	async ask(subject: string, body: Fields = {}, _?: AskOptions): Promise<Result<Reply>> {
		const told = await this.#answer(subject, body);
		if ('why' in told) return { ok: false, failure: { kind: 'absent', words: told.why } };
		const error = decodeError(told.fields);
		if (error !== undefined) return { ok: false, failure: { kind: 'refused', ...error } };
		return { ok: true, value: { fields: told.fields, ms: 0, readMs: 0, bytes: 0 } };
	}

	async gather(subject: string, body: Fields = {}, { onAnswer, signal }: GatherOptions): Promise<GatherEnd> {
		const account = accountIn(subject);
		const tell = broadcasts[subject];
		let answers = 0;
		for (const server of this.servers.values()) {
			if (signal?.aborted) return 'closed';
			const told =
				account === undefined ? await tell?.(this.archive, server, body) : await this.#use(server, account);
			if (told === undefined || 'why' in told) continue;
			answers++;
			onAnswer({ fields: told.fields, ms: 0, bytes: 0, readMs: 0 });
		}
		if (signal?.aborted) return 'closed';
		return answers === 0 ? 'absent' : 'all';
	}

	rtt(): Promise<number> {
		return Promise.reject(new Error('an archive has no way to a server'));
	}

	watch(): () => void {
		return () => undefined;
	}

	/** The server that was connected to when it was made. */
	server(): WireServer | undefined {
		const { server: name } = this.archive.gathering;
		const found = [...this.servers.values()].find(({ info }) => info.name === name)?.info;
		if (found === undefined) return undefined;
		const { id, cluster, version = '' } = found;
		return { id, name: found.name, version, ...(cluster !== undefined && { cluster }), maxPayload: 0 };
	}

	isClosed(): boolean {
		return false;
	}

	close(): void {
		this.archive.close();
	}

	async #answer(subject: string, body: Fields): Promise<Told> {
		if (!subject.startsWith(serverStart ?? '')) return this.#ofAccount(subject);
		const rest = subject.slice(serverStart?.length);
		const dot = rest.lastIndexOf(serviceStart);
		const server = this.servers.get(rest.slice(0, dot));
		const service = rest.slice(dot + 1);
		const tell = Object.hasOwn(services, service) ? services[service] : undefined;
		return server === undefined || tell === undefined ? nothing : tell(this.archive, server, body);
	}

	/** What any server knows of an account, the first that does. */
	async #ofAccount(subject: string): Promise<Told> {
		const info = accountJszSubject('').split('..')[0] ?? '';
		if (!subject.startsWith(info) || !subject.endsWith('.INFO')) return nothing;
		const account = subject.slice(info.length + 1, -'.INFO'.length);
		for (const server of this.servers.values()) {
			const data = await ofAccount(this.archive, server, 'account_info', account);
			if (data !== undefined) return { fields: { server: server.block, data } };
		}
		return nothing;
	}

	async #use(server: ArchivedServer, account: string): Promise<Told> {
		const fields = await tellAccountUse(this.archive, server, account);
		return fields === undefined ? nothing : { fields };
	}
}
