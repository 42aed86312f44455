// The addresses a connection may be made to, and the order in which they are tried.

import { isIP } from 'node:net';
import { Servers } from '@nats-io/transport-node';

/** Where a server may be. */
export type Address = {
	/** `host:port`, as it is shown. */
	listen: string;
	/** As it was given or named. */
	url: string;
	hostname: string;
	port: number;
	/** The name a certificate has to be for; empty where there is none. */
	tlsName: string;
	/** By the user; the others were named by servers. */
	given: boolean;
};

const parse = (url: string, given: boolean): Address | undefined => {
	try {
		const pool = new Servers({ randomize: false });
		pool.setServers([url]);
		const { listen, hostname, port } = pool.getCurrentServer();
		return { listen, url, hostname, port, tlsName: isIP(hostname) === 0 ? hostname : '', given };
	} catch {
		// A server may name something that is no address.
		return undefined;
	}
};

/** How many addresses that servers name are tried, and how many are remembered. */
const [mostNamed, mostRemembered] = [1000, 50];

/** Given addresses come first, then those that servers name, last what is avoided. */
export class Addresses {
	readonly given: readonly Address[];
	#named: readonly Address[] = [];
	/** All that were ever named, the last ones last. */
	readonly #remembered = new Map<string, Address>();
	/** Addresses of servers that hang or cannot be reached: tried last. */
	readonly #avoided = new Set<string>();
	/** The one that is tried before all others, until a server lets us in. */
	#preferred?: Address;
	/** Addresses of other systems: not tried at all, unless they were given. */
	readonly #foreign = new Set<string>();

	/** `discover` false keeps to the given ones. */
	constructor(
		urls: readonly string[],
		readonly discover: boolean,
	) {
		this.given = urls.flatMap((url) => parse(url, true) ?? []);
	}

	/**
	 * What a server says in its greeting replaces what was said before. `tlsName` is the name it has proved to have: its
	 * neighbours are known by their IP addresses, and have certificates for the same name.
	 */
	learn(urls: readonly string[] | undefined, tlsName = ''): void {
		if (!this.discover || urls === undefined) return;
		const known = new Set(this.given.map(({ listen }) => listen));
		this.#named = urls.slice(0, mostNamed).flatMap((url) => {
			const address = parse(url, false);
			if (address === undefined || known.has(address.listen)) return [];
			known.add(address.listen);
			const named = address.tlsName === '' ? { ...address, tlsName } : address;
			this.#remembered.delete(named.listen);
			this.#remembered.set(named.listen, named);
			return named;
		});
		const surplus = this.#remembered.size - mostRemembered;
		for (const listen of [...this.#remembered.keys()].slice(0, Math.max(0, surplus)))
			this.#remembered.delete(listen);
	}

	/** All that may be tried, and all that were named before: our own server forgets those that it has lost. */
	everything(): readonly Address[] {
		const known = new Set(this.order().map(({ listen }) => listen));
		const before = [...this.#remembered.values()];
		return [
			...this.order(),
			...before.filter(({ listen }) => !known.has(listen) && !this.#foreign.has(listen)),
		];
	}

	/** All that may be tried, in the order in which they are. */
	order(): readonly Address[] {
		const all = [...this.given, ...this.#named.filter(({ listen }) => !this.#foreign.has(listen))];
		const first = this.#preferred;
		const isLast = ({ listen }: Address): boolean => this.#avoided.has(listen);
		const others = all.filter(({ listen }) => listen !== first?.listen);
		return [...(first ? [first] : []), ...others.filter((one) => !isLast(one)), ...others.filter(isLast)];
	}

	/** Puts an address last. */
	avoid(listen: string): void {
		this.#avoided.add(listen);
	}

	/** Excludes an address that leads into another system. */
	shun(listen: string): void {
		this.#foreign.add(listen);
	}

	/** Puts an address first, be it one that our server does not name any more. */
	prefer(address: Address): void {
		this.#preferred = address;
	}

	/** Forgets what was avoided or preferred. */
	forgive(): void {
		this.#preferred = undefined;
		this.#avoided.clear();
	}
}
