// Which connections have ended since they were last asked for: in account mode nobody tells of it as it happens.

import { type Connection, connectionKey } from './connection.ts';
import type { MonitorEvent } from './event.ts';

/** Endings that are remembered: a few times what all servers of an account tell in a round. */
const mostRemembered = 20_000;

/** What a client does that leaves by itself. */
const isUsual = (reason: string | undefined): boolean =>
	reason === undefined || /^client closed$/i.test(reason);

const eventOf = (row: Connection, key: string, at: number): MonitorEvent => {
	const { server, cid, name, ip, lang, version, start, stop, reason } = row;
	const [sent, received] = [row.inMsgs, row.outMsgs];
	return {
		...{ kind: 'CLOSED', severity: isUsual(reason) ? 'info' : 'warn', at, reason },
		server: { id: server.id, name: server.name, tags: [], metadata: {}, featureFlags: {} },
		...(stop !== undefined && { serverTime: stop }),
		...(isUsual(reason) && { flap: `closed ${name ?? ip ?? key}` }),
		client: {
			...{ cid, name, host: ip, lang, version, kind: 'Client', start, stop },
			...(sent !== undefined &&
				received !== undefined && {
					sent: { msgs: sent, bytes: row.inBytes ?? 0 },
					received: { msgs: received, bytes: row.outBytes ?? 0 },
				}),
		},
	};
};

export class Endings {
	readonly #seen = new Set<string>();
	/** Servers that have told of their endings before: what they told first was before natstop listened. */
	readonly #known = new Set<string>();

	/** Takes what one server told, and gives an event for each that is news, the oldest first. */
	told(serverId: string, rows: readonly Connection[], at: number): MonitorEvent[] {
		const isFirst = !this.#known.has(serverId);
		this.#known.add(serverId);
		const news: Connection[] = [];
		for (const row of rows) {
			const key = connectionKey(row.server.id, row.cid);
			if (this.#seen.has(key)) continue;
			this.#seen.add(key);
			if (!isFirst) news.push(row);
		}
		for (const key of this.#seen) {
			if (this.#seen.size <= mostRemembered) break;
			this.#seen.delete(key);
		}
		news.sort((a, b) => (a.stop ?? 0) - (b.stop ?? 0));
		return news.map((row) => eventOf(row, connectionKey(row.server.id, row.cid), at));
	}
}
