// Tells lost servers from a cut-off of our own server: servers lost together with most others are not called down.

import { routePeersOf } from './route-peers.ts';
import type { Sample, ServerInfo } from './server.ts';

/** A server for this purpose. `answering`: it answered the last round, or the one under way already; `isExpected`: it was to. */
export type IsolationMember = {
	info: ServerInfo;
	latest?: Sample;
	answering: boolean;
	isExpected: boolean;
};

/** Follows the server we are connected to: what it had routes to says what it has lost. */
export class Isolation {
	#ownId?: string;
	#peers: ReadonlySet<string> = new Set();

	/** Says which server we are connected to. */
	set ownId(id: string | undefined) {
		if (id !== this.#ownId) this.#peers = new Set();
		this.#ownId = id;
	}

	/** Everything it remembers. */
	get memory(): { ownId?: string; peers: ReadonlySet<string> } {
		return { ownId: this.#ownId, peers: this.#peers };
	}

	set memory({ ownId, peers }: { ownId?: string; peers: ReadonlySet<string> }) {
		this.#ownId = ownId;
		this.#peers = peers;
	}

	/** A round has ended: remembers whom our own server had routes to, for as long as it has any. */
	roundEnded(members: ReadonlyMap<string, IsolationMember>): void {
		const own = this.#ownId === undefined ? undefined : members.get(this.#ownId);
		if (own?.latest === undefined || !own.answering) return;
		const { names } = routePeersOf(own.latest.statsz);
		if (names.size > 0) this.#peers = names;
	}

	/**
	 * Why a server whose id nobody serves may be living, in words: our own server has lost all its routes, or those that
	 * were lost at once are more than those that answer. Nothing where most of the system is there to say that it is gone.
	 */
	doubtAbout(lost: ServerInfo, members: ReadonlyMap<string, IsolationMember>): string | undefined {
		const own = this.#ownId === undefined ? undefined : members.get(this.#ownId);
		if (own?.latest === undefined || !own.answering || own.info.id === lost.id) return undefined;
		let there = 0;
		let missing = 0;
		for (const member of members.values()) {
			if (member.answering) there++;
			else if (member.isExpected) missing++;
		}
		const { names, nameless } = routePeersOf(own.latest.statsz);
		if (names.size + nameless === 0 && this.#peers.has(lost.name))
			return `cut off from here: ${own.info.name} has no route left`;
		if (there === 1) return `cut off from here: nobody but ${own.info.name} answers`;
		return missing > there ? 'cut off from here: lost at once with most others' : undefined;
	}
}
