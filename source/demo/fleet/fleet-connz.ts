// Writes the answers of a simulated server to CONNZ: chosen, sorted and paged as a real one does it.

import type { ClientTraffic, FleetClient, FleetClients } from './fleet-clients.ts';
import { chance } from './fleet-load.ts';
import type { FleetAccount } from './fleet-plan.ts';
import { type FleetAnswer, notJson, timeText, uptimeText } from './fleet-text.ts';

/** The options of a request that the simulator understands. */
type Asked = {
	sort: string;
	limit: number;
	offset: number;
	cid?: number;
	auth: boolean;
	state: number;
	acc?: string;
	user?: string;
	subscriptions: boolean;
	detail: boolean;
	filterSubject?: string;
	mqttClient?: string;
};

/** Rows of a page where nothing else is asked for. */
const usualLimit = 1024;

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** A client with the figures that sorts use. */
type Row = { client: FleetClient; traffic: ClientTraffic };

type SortKey = (row: Row, all: ConnzWriter, now: number) => number;

/** The figures of each sort, the greatest first unless the sort is `rising`. */
const sorts: Readonly<Record<string, { key: SortKey; rising?: true; closed?: true }>> = {
	cid: { key: ({ client }) => client.cid, rising: true },
	start: { key: ({ client }) => client.start, rising: true },
	subs: { key: ({ client }, all) => all.clients.roleOf(client).subscriptions },
	pending: { key: ({ client }, all, now) => all.clients.state(client, now).pending },
	msgs_to: { key: ({ traffic }) => traffic.outMsgs },
	msgs_from: { key: ({ traffic }) => traffic.inMsgs },
	bytes_to: { key: ({ traffic }) => traffic.outBytes },
	bytes_from: { key: ({ traffic }) => traffic.inBytes },
	last: { key: ({ client }, all, now) => all.activeAt(client, now) },
	idle: { key: ({ client }, all, now) => now - all.activeAt(client, now) },
	uptime: { key: ({ client }) => client.start },
	rtt: { key: ({ client }, all, now) => all.clients.state(client, now).rtt },
	stop: { key: ({ client }) => client.stop ?? 0, closed: true },
	reason: { key: ({ client }) => client.stop ?? 0, closed: true },
};

/** Writes what one process of a server says of its connections. */
export class ConnzWriter {
	constructor(
		readonly clients: FleetClients,
		readonly accounts: readonly FleetAccount[],
	) {}

	/** The answer to a request. */
	answer(payload: string, now: number): FleetAnswer {
		const asked = readAsked(payload);
		if (asked === undefined) return notJson;
		const { id } = this.clients.server;
		const sort = sorts[asked.sort];
		if (sort === undefined)
			return { error: { code: 500, description: `invalid sorting option: ${asked.sort}` } };
		if (sort.closed && asked.state !== 1)
			return {
				error: { code: 500, description: `sort by ${asked.sort} only valid on closed connections` },
			};
		if (asked.filterSubject !== undefined && asked.acc === undefined)
			return {
				error: { code: 500, description: 'filter by subject only valid with account filtering' },
			};
		const head = (own: string): string => `{"server_id":"${own}","now":"${timeText(now)}"`;
		if (asked.acc !== undefined && this.accounts.every(({ key }) => key !== asked.acc))
			return {
				data: `${head('')},"num_connections":0,"total":0,"offset":0,"limit":0,"connections":null}`,
			};
		const { total, rows } = this.#choose(asked, sort, now);
		const limit = asked.cid === undefined ? asked.limit : 1;
		const texts = rows.map((row) => this.#row(row, asked, now));
		const counts = `"num_connections":${texts.length},"total":${total},"offset":${asked.offset},"limit":${limit}`;
		return { data: `${head(id)},${counts},"connections":[${texts.join(',')}]}` };
	}

	#choose(asked: Asked, { key, rising }: { key: SortKey; rising?: true }, now: number) {
		const { state, cid, offset, limit } = asked;
		const open = state === 1 ? [] : this.clients.open(now);
		// Paging through closed connections, or finding one of them, takes all of them.
		const most = cid === undefined ? offset + limit : 10_000;
		const closed = state === 0 ? { clients: [], total: 0 } : this.clients.closed(now, most);
		if (cid !== undefined) {
			const found = [...open, ...closed.clients].filter((client) => client.cid === cid);
			return { total: found.length, rows: found.map((client) => this.#traffic(client, now)) };
		}
		const passes = (client: FleetClient): boolean => this.#passes(client, asked);
		const isPart = asked.acc !== undefined || asked.user !== undefined || asked.mqttClient !== undefined;
		const all = [...open, ...closed.clients];
		const passed = isPart ? all.filter(passes) : all;
		const total = isPart ? passed.length : open.length + closed.total;
		// Open connections are in the order of cids already.
		if (asked.sort === 'cid' && state === 0) {
			const page = passed.slice(offset, offset + limit);
			return { total, rows: page.map((client) => this.#traffic(client, now)) };
		}
		const rows = passed.map((client) => this.#traffic(client, now));
		const keyed = rows.map((row) => ({ row, by: key(row, this, now) }));
		keyed.sort((a, b) => (rising ? a.by - b.by : b.by - a.by));
		return { total, rows: keyed.slice(offset, offset + limit).map(({ row }) => row) };
	}

	#traffic(client: FleetClient, now: number): Row {
		return { client, traffic: this.clients.traffic(client, now) };
	}

	#passes(client: FleetClient, { acc, user, mqttClient, filterSubject }: Asked): boolean {
		if (acc !== undefined && this.#account(client)?.key !== acc) return false;
		if (user !== undefined && this.#user(client) !== user) return false;
		if (mqttClient !== undefined && this.#mqttClient(client) !== mqttClient) return false;
		return filterSubject === undefined || this.#subjects(client).includes(filterSubject);
	}

	/** When the client last sent or received anything. */
	activeAt(client: FleetClient, now: number): number {
		const { in: sends, out: takes } = this.clients.roleOf(client);
		const longAgo = sends + takes === 0 ? 3 * 3_600_000 * chance(this.clients.seed, client.cid, 7) : 0;
		return Math.max(client.start, (client.stop ?? now) - Math.floor(longAgo));
	}

	#account({ cid }: FleetClient): FleetAccount | undefined {
		const { seed } = this.clients;
		return this.accounts[Math.floor(chance(seed, cid, 6) ** 2 * this.accounts.length)];
	}

	/** A key of the service, the same on every server. */
	#user(client: FleetClient): string {
		const { name } = this.clients.roleOf(client);
		const account = this.#account(client)?.key ?? '';
		let text = 'U';
		for (let place = 0; place < 55; place++) {
			const code = (name.charCodeAt(place % name.length) * 31 + account.charCodeAt(place) * 7 + place) % 32;
			text += letters[code];
		}
		return text;
	}

	#mqttClient(client: FleetClient): string | undefined {
		const { type, name } = this.clients.roleOf(client);
		return type === 'mqtt' ? `${name}-${client.cid}` : undefined;
	}

	#subjects(client: FleetClient): string[] {
		const { name, subscriptions } = this.clients.roleOf(client);
		return Array.from({ length: subscriptions }, (_, index) => `${name.replace('-', '.')}.${index}.>`);
	}

	#row({ client, traffic }: Row, asked: Asked, now: number): string {
		const { clients } = this;
		const { cid, start, stop } = client;
		const role = clients.roleOf(client);
		const { pending, rtt, stalls } = clients.state(client, now);
		const active = this.activeAt(client, now);
		const place = Math.floor(chance(clients.seed, cid, 8) * 65_000);
		const fields = [
			`{"cid":${cid},"kind":"Client","type":"${role.type}","ip":"10.${90 + (place % 40)}.${place % 251}.${place % 239}","port":${20_000 + ((place * 7) % 40_000)}`,
			`"start":"${this.#timeOf(start, cid)}","last_activity":"${this.#timeOf(active, traffic.outMsgs + cid)}"`,
			stop === undefined ? '' : `"stop":"${timeText(stop)}","reason":"${this.#reason(cid)}"`,
			`"rtt":"${rtt.toFixed(3)}ms","uptime":"${uptimeText((stop ?? now) - start)}","idle":"${uptimeText(now - active)}"`,
			`"pending_bytes":${pending},"in_msgs":${traffic.inMsgs},"out_msgs":${traffic.outMsgs},"in_bytes":${traffic.inBytes},"out_bytes":${traffic.outBytes}`,
			stalls === 0 ? '' : `"stalls":${stalls}`,
			`"subscriptions":${stop === undefined ? role.subscriptions : 0}`,
			role.type === 'mqtt'
				? `"mqtt_client":"${this.#mqttClient(client)}"`
				: `"name":"${role.name}","lang":"${role.lang}","version":"${role.version}"`,
			asked.auth ? this.#identity(client) : '',
			asked.subscriptions && stop === undefined ? this.#listens(client, traffic, asked.detail) : '',
		];
		return `${fields.filter((field) => field !== '').join(',')}}`;
	}

	/** A time to the nanosecond, as servers write it: all the digits are a good part of what a row takes on the wire. */
	#timeOf(at: number, what: number): string {
		const nanoseconds = Math.floor(chance(this.clients.seed, what, 10) * 1e6);
		return timeText(at).replace('000000Z', `${String(nanoseconds).padStart(6, '0')}Z`);
	}

	/** The user of the client, with a whole token, as servers send it. */
	#identity(client: FleetClient): string {
		const account = this.#account(client);
		const user = this.#user(client);
		let token = 'eyJ0eXAiOiJKV1QiLCJhbGciOiJlZDI1NTE5LW5rZXkifQ.';
		for (let place = 0; place < 110; place++)
			token += Math.floor(chance(this.clients.seed, client.cid, 20 + place) * 36 ** 4)
				.toString(36)
				.padStart(4, '0');
		return `"authorized_user":"${user}","account":"${account?.key}","jwt":"${token}","issuer_key":"${account?.key}","name_tag":"${account?.name}"`;
	}

	#listens(client: FleetClient, { outMsgs }: ClientTraffic, detail: boolean): string {
		const subjects = this.#subjects(client);
		if (!detail) return `"subscriptions_list":${JSON.stringify(subjects)}`;
		const account = this.#account(client)?.key ?? '';
		const each = Math.floor(outMsgs / Math.max(1, subjects.length));
		const list = subjects.map((subject, index) => ({
			...{ account, subject, sid: String(index + 1), msgs: each, cid: client.cid },
		}));
		return `"subscriptions_list_detail":${JSON.stringify(list)}`;
	}

	#reason(cid: number): string {
		const at = chance(this.clients.seed, cid, 9);
		if (at < 0.9) return 'Client Closed';
		return at < 0.95 ? 'Stale Connection' : 'Slow Consumer (Pending Bytes)';
	}
}

/** The options of a request; nothing where it is no JSON, or one of them has the wrong type. */
const readAsked = (payload: string): Asked | undefined => {
	let fields: Record<string, unknown> = {};
	try {
		if (payload !== '') fields = JSON.parse(payload) as Record<string, unknown>;
	} catch {
		return undefined;
	}
	let isRight = true;
	const read = <T extends string | number | boolean>(name: string, usual: T): T => {
		const value = fields[name] ?? usual;
		if (typeof value === typeof usual) return value as T;
		isRight = false;
		return usual;
	};
	const text = (name: string): string | undefined => read(name, '') || undefined;
	const asked: Asked = {
		sort: read('sort', '') || 'cid',
		limit: read('limit', 0) || usualLimit,
		offset: Math.max(0, read('offset', 0)),
		...{ auth: read('auth', false), state: read('state', 0) },
		subscriptions: read('subscriptions', false) || read('subscriptions_detail', false),
		detail: read('subscriptions_detail', false),
		...{ cid: read('cid', 0) || undefined, acc: text('acc'), user: text('user') },
		...{ filterSubject: text('filter_subject'), mqttClient: text('mqtt_client') },
	};
	return isRight ? asked : undefined;
};
