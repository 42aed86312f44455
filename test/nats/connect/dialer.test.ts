// Coming back, whatever happened: one real server behind doors that hang, refuse, are silent or are cut.

import { connect, createServer, type Server, type Socket } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePorts } from '../../../source/demo/free-ports.ts';
import { type ConfigTestCluster, startCluster } from '../../helpers/cluster.ts';
import { connections, type Opened } from '../../helpers/connections.ts';
import { waitFor } from '../../helpers/wait-for.ts';

const { open } = connections();

/** `silent` takes connections and says nothing, `mute` ends them, `gone` does not listen. */
const modes = ['open', 'silent', 'mute', 'gone'] as const;
type Mode = (typeof modes)[number];

/** A port that leads to the server or not. */
class Door {
	readonly #sockets = new Set<Socket>();
	#server?: Server;
	#mode: Mode = 'gone';
	/** Connections that were taken since the last change. */
	taken = 0;

	constructor(
		readonly port: number,
		readonly target: number,
	) {}

	get url(): string {
		return `127.0.0.1:${this.port}`;
	}

	/** Cuts what goes through it, and is another kind of door from now on. */
	async become(mode: Mode): Promise<void> {
		this.#mode = mode;
		this.taken = 0;
		for (const socket of this.#sockets) socket.destroy();
		this.#sockets.clear();
		const server = this.#server;
		if (mode === 'gone' && server) {
			this.#server = undefined;
			await new Promise((resolve) => server.close(resolve));
		}
		if (mode === 'gone' || this.#server) return;
		const fresh = createServer((socket) => this.#take(socket));
		this.#server = fresh;
		await new Promise<void>((resolve) => fresh.listen(this.port, '127.0.0.1', resolve));
	}

	#take(socket: Socket): void {
		this.taken++;
		const sockets = [socket];
		if (this.#mode === 'mute') socket.destroy();
		if (this.#mode === 'open') {
			const inner = connect(this.target, '127.0.0.1');
			sockets.push(inner);
			socket.pipe(inner);
			inner.pipe(socket);
		}
		for (const each of sockets) {
			this.#sockets.add(each);
			each.on('error', () => undefined);
			each.on('close', () => {
				for (const one of sockets) {
					one.destroy();
					this.#sockets.delete(one);
				}
			});
		}
	}

	/** Sockets that stand: two for a connection to the server. */
	get standing(): number {
		return this.#sockets.size;
	}
}

/** Which address was tried how often since a moment. */
const triesSince = ({ statuses }: Opened, from: number): Map<string, number> => {
	const tries = new Map<string, number>();
	for (const status of statuses.slice(from)) {
		if (status.type === 'reconnecting') tries.set(status.server, (tries.get(status.server) ?? 0) + 1);
	}
	return tries;
};

const isConnected = ({ statuses }: Opened): boolean => {
	const last = statuses.findLast(({ type }) => type !== 'error' && type !== 'waiting');
	return last?.type === 'reconnected' || last?.type === 'connected';
};

describe('one server behind several doors', () => {
	let cluster: ConfigTestCluster;
	let doors: Door[];
	beforeAll(async () => {
		cluster = await startCluster({ mode: 'config', size: 1, jetstream: false });
		const target = Number(new URL(cluster.urls[0] ?? '').port);
		doors = (await freePorts(4)).map((port) => new Door(port, target));
	});
	afterAll(async () => {
		await Promise.all(doors.map((door) => door.become('gone')));
		await cluster.stop();
	});

	test('is found behind silent addresses that come first, before any of them has been waited for in vain', {
		timeout: 180_000,
	}, async () => {
		const { user, password } = cluster.logins.sys;
		const [first, second, third, last] = doors;
		for (const door of [first, second, third]) await door?.become('silent');
		await last?.become('open');
		const servers = [first, second, third, last].flatMap((door) => door?.url ?? []);
		const timeout = 40_000;
		const began = performance.now();
		const opened = await open({ servers, user, password, timeout, noDiscover: true });
		// One after the other it takes three times the time that one may take.
		expect(performance.now() - began).toBeLessThan(timeout);
		expect(opened.server()).toBe(last?.url);
		for (const door of [first, second, third]) expect(door?.taken).toBe(1);
		await opened.close();
	});

	const kinds = fc.constantFrom(...modes);
	const shut = fc.constantFrom<Mode[]>('silent', 'mute', 'gone');
	const scenario = fc.record({
		/** In which order they are given. */
		order: fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }),
		/** What the doors are before the last change. */
		history: fc.array(fc.array(kinds, { minLength: 4, maxLength: 4 }), { maxLength: 2 }),
		/** What all but one are in the end, and which one that is. */
		shut: fc.array(shut, { minLength: 4, maxLength: 4 }),
		last: fc.nat(3),
		/** Whether we leave a server that hangs, or are cut off. */
		leaves: fc.boolean(),
	});

	/** Far more than a pass over all addresses takes; each address is counted. */
	const patience = 60_000;
	/** An address is tried so often while the others have one turn, at most: their pause is five seconds and a quarter. */
	const mostTries = 5;

	test('is found within one round by whatever door is open, after any history', {
		timeout: 180_000,
	}, async () => {
		const { user, password } = cluster.logins.sys;
		const change = (kindOf: (index: number) => Mode) =>
			Promise.all(doors.map((door, index) => door.become(kindOf(index))));
		/** Changes the doors, and waits until a connection that was cut so is known to be. */
		const pass = async (opened: Opened, kindOf: (index: number) => Mode): Promise<number> => {
			const from = opened.statuses.length;
			const wasConnected = isConnected(opened);
			await change(kindOf);
			const isLost = (): boolean => opened.statuses.slice(from).some(({ type }) => type === 'disconnected');
			await waitFor(() => !wasConnected || isLost(), { what: 'the loss', timeout: patience });
			return from;
		};
		const property = fc.asyncProperty(scenario, async ({ order, history, shut: ends, last, leaves }) => {
			await change((index) => (index === order[0] ? 'open' : 'gone'));
			const servers = order.flatMap((index) => doors[index]?.url ?? []);
			const opened = await open({ servers, user, password, timeout: 400, noDiscover: true });
			for (const kindsNow of history) {
				const from = await pass(opened, (index) => kindsNow[index] ?? 'gone');
				// On with it once each door was tried, or one let us in.
				await waitFor(() => isConnected(opened) || triesSince(opened, from).size === 4, {
					what: 'a round',
					timeout: patience,
				});
			}
			const before = opened.statuses.length;
			const wasIn = leaves && isConnected(opened);
			if (wasIn) opened.leave();
			const hasLeft = (): boolean =>
				opened.statuses.slice(before).some(({ type }) => type === 'disconnected');
			await waitFor(() => !wasIn || hasLeft(), { what: 'to leave', timeout: patience });
			const from = await pass(opened, (index) => (index === last ? 'open' : (ends[index] ?? 'gone')));
			await waitFor(() => isConnected(opened) && opened.server() === doors[last]?.url, {
				what: `${doors[last]?.url} in ${JSON.stringify(opened.statuses.slice(from))}`,
				timeout: patience,
			});
			for (const tries of triesSince(opened, from).values()) expect(tries).toBeLessThanOrEqual(mostTries);
			await opened.nc.rtt();
			const standing = doors.map((door) => door.standing);
			await waitFor(() => doors.reduce((sum, door) => sum + door.standing, 0) === 2, {
				what: `one connection through one door, ${standing.join(' ')}`,
			});
			await opened.close();
		});
		await fc.assert(property, { numRuns: 8, endOnFailure: true });
	});
});
