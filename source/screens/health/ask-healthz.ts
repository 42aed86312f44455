// Asks servers for their own word on their health: cheaply often, and in full seldom, one after the other.

import type { Healthz } from '../../model/server.ts';
import type { AskedServer } from '../../nats/connections-round.ts';
import type { Cost } from '../../nats/governor.ts';
import { askHealthz, hasHealthz } from '../../nats/healthz.ts';
import { permissionPattern } from '../../nats/subjects.ts';
import type { Wire } from '../../nats/wire.ts';
import { workThrough } from '../../nats/work-through.ts';
import type { HealthzRound } from './snapshot.ts';

/** Milliseconds between two cheap rounds; each server is asked in full every so many milliseconds. */
export const cheapEvery = 10_000;
export const fullEvery = 60_000;

/** Servers that are asked in full in one round: one a second. */
const mostFull = cheapEvery / 1000;

/** Longest wait for one answer, milliseconds. */
const answerLimit = 2000;

/** What servers said last, by id and form. */
export class HealthzMemory {
	readonly #full = new Map<string, Healthz>();
	/** Since when a server has said that a leafnode remote is not connected. */
	readonly #remotes = new Map<string, number>();
	/** When a server was asked in full last, be it in vain. */
	readonly #askedAt = new Map<string, number>();

	/** Servers whose turn it is, those first that were asked longest ago. */
	due(servers: readonly AskedServer[], now: number): AskedServer[] {
		const at = ({ id }: AskedServer): number => this.#askedAt.get(id) ?? Number.NEGATIVE_INFINITY;
		return servers.filter((server) => now - at(server) >= fullEvery).sort((a, b) => at(a) - at(b));
	}

	askedInFull(id: string, now: number): void {
		this.#askedAt.set(id, now);
	}

	/** A quorum was lost, or a person wishes it: all are due. */
	hurry(): void {
		this.#askedAt.clear();
	}

	/** Takes an answer; gives what holds: that a server finds itself well by the cheap form takes nothing back. */
	take(id: string, answer: Healthz): Healthz {
		const told = this.#since(id, answer);
		if (told.form === 'full') this.#full.set(id, told);
		const full = this.#full.get(id);
		if (!told.isOk || full === undefined || full.isOk || told.at - full.at >= 2 * fullEvery) return told;
		return { ...full, remotes: told.remotes };
	}

	/** Since when leafnode remotes are not connected: every form of the question tells of them. */
	#since(id: string, told: Healthz): Healthz {
		if (!told.remotes?.words.length) {
			this.#remotes.delete(id);
			return told;
		}
		const since = this.#remotes.get(id) ?? told.at;
		this.#remotes.set(id, since);
		return { ...told, remotes: { ...told.remotes, since } };
	}

	/** When the server was asked in full that was asked longest ago; absent until all were. */
	oldest(servers: readonly AskedServer[]): number | undefined {
		const times = servers.map(({ id }) => this.#full.get(id)?.at);
		return times.some((at) => at === undefined)
			? undefined
			: times.reduce<number>((least, at = 0) => Math.min(least, at), Number.POSITIVE_INFINITY);
	}
}

export type AskHealthz = {
	wire: Wire;
	memory: HealthzMemory;
	servers: readonly AskedServer[];
	timeout: number;
	spend?: (cost: Cost) => void;
	signal?: AbortSignal;
	/** Told of what a server says, by its id. */
	learn: (id: string, healthz: Healthz) => void;
	/** All are asked in full. */
	inFull?: boolean;
};

/** One round. */
export const healthzRound = async (needs: AskHealthz): Promise<HealthzRound> => {
	const { wire, memory, timeout, spend, signal, learn, inFull } = needs;
	const servers = needs.servers.filter(({ version }) => hasHealthz(version));
	const limit = Math.min(timeout, answerLimit);
	const due = memory.due(servers, wire.now());
	const full = new Set((inFull ? servers : due.slice(0, mostFull)).map(({ id }) => id));
	let answered = 0;
	const denied = await workThrough(
		servers,
		async ({ id, version, rtt }) => {
			const form = full.has(id) ? 'full' : 'cheap';
			if (form === 'full') memory.askedInFull(id, wire.now());
			const result = await askHealthz(wire, { id, version }, form, { timeout: limit, spend, rtt });
			if (!result.ok) return result.failure;
			answered++;
			learn(id, memory.take(id, result.value));
			return undefined;
		},
		{ signal },
	);
	const fullAt = servers.length === 0 ? undefined : memory.oldest(servers);
	return {
		...{ asked: servers.length, answered, cheapAt: wire.now() },
		...(fullAt !== undefined && { fullAt }),
		...(denied?.kind === 'denied' && { denied: permissionPattern(denied.subject) }),
	};
};
