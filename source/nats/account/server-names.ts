// The servers that answer our account: a question for one of them alone goes by its name.

import { type Fields, readFields, readText } from '../read.ts';

/** A server block names its server; who invents servers would fill the memory with them. */
const mostServers = 2000;

/** Names by the ids of servers, and names that somebody mentioned of servers that have not answered yet. */
export class ServerNames {
	readonly #byId = new Map<string, string>();
	readonly #mentioned = new Set<string>();

	/** Takes the server of an answer, and gives its id. */
	learn(answer: Fields): string | undefined {
		const server = readFields(answer, 'server');
		const id = server && readText(server, 'id');
		const name = server && readText(server, 'name');
		if (id === undefined || name === undefined || name === '') return id;
		if (this.#byId.size < mostServers) this.#byId.set(id, name);
		this.#mentioned.delete(name);
		return id;
	}

	/** Takes a name that stands in something else, as that of the leader of a stream. */
	mention(names: Iterable<string>): void {
		const known = new Set(this.#byId.values());
		for (const name of names)
			if (name !== '' && !known.has(name) && this.#mentioned.size < mostServers) this.#mentioned.add(name);
	}

	nameOf(id: string): string | undefined {
		return this.#byId.get(id);
	}

	/** Forgets a process that is gone: its successor has the same name. */
	forget(id: string): void {
		this.#byId.delete(id);
	}

	/** All names that are known or mentioned, without those of servers that have answered. */
	without(answered: ReadonlySet<string>): readonly string[] {
		const heard = new Set([...answered].map((id) => this.#byId.get(id)));
		return [...new Set([...this.#byId.values(), ...this.#mentioned])].filter((name) => !heard.has(name));
	}
}
