// Where services come from: asked round after round while somebody looks, or once for a command.

import { ServiceBook } from '../../model/services/service-book.ts';
import type { Wire } from '../../nats/wire.ts';
import { answering, untilNext } from '../answering.ts';
import { polledSource } from '../polled-source.ts';
import type { Once, OnceOptions, Source, Watching } from '../source.ts';
import { type AccountMemory, askAccountServices, newAccountMemory } from './ask-account.ts';
import { askSystemServices, newSystemMemory, type SystemMemory } from './ask-system.ts';
import { noServices, type ServicesAsked, type ServicesSnapshot } from './snapshot.ts';

/** The class of these requests in the budget. */
const servicesClass = 'services';

/** Milliseconds between two rounds, as a multiple of the interval: 5 s of the usual 2 s. */
const seldom = 2.5;

/** Statistics run a program's own code in each instance: never more often than this, milliseconds. */
const leastWait = 2000;

/** A round is late where it takes so many times what was wished. */
const late = 1.5;

/** Longest wait of one round, milliseconds. */
const roundLimit = 2000;

type ServicesMemory = { book: ServiceBook; system: SystemMemory; own: AccountMemory; deniedOn?: Wire };

/** What was collected stays for whoever looks again, under whichever tab. */
const memories = new WeakMap<Watching['events'], ServicesMemory>();

const memoryOf = ({ events, checks }: Watching): ServicesMemory => {
	const memory = memories.get(events) ?? {
		book: new ServiceBook({ settings: checks }),
		...{ system: newSystemMemory(), own: newAccountMemory() },
	};
	memories.set(events, memory);
	return memory;
};

export const openServices = (watching: Watching): Source<ServicesSnapshot> => {
	const { servers, events, timeout, governor, account } = watching;
	const memory = memoryOf(watching);
	const base = (interval: number): number => Math.max(leastWait, seldom * interval);
	return polledSource<ServicesSnapshot>(
		watching,
		noServices,
		async (wire, before, { signal, isWished, spend }) => {
			if (memory.deniedOn === wire && !isWished) return before;
			const needs = {
				...{ wire, book: memory.book, signal, isWished, spend },
				...{ servers: answering(servers.get().fleet.rows), maxWait: Math.min(timeout, roundLimit) },
			};
			const asked = await (account === undefined
				? askSystemServices({ ...needs, memory: memory.system })
				: askAccountServices({ ...needs, account, memory: memory.own }));
			if (asked === undefined) return before;
			memory.deniedOn = asked.denied === undefined ? undefined : wire;
			const rows = memory.book.rows(wire.now());
			for (const { account } of rows.services) if (account !== undefined) watching.wantName(account);
			const wished = base(watching.interval());
			const period = governor.period(servicesClass, wished);
			const paced = period > late * wished ? { ...asked, every: period } : asked;
			return { ...rows, asked: paced, accountNames: events.get().accountNames };
		},
		{ name: servicesClass, base },
	);
};

const onceResult = (
	snapshot: ServicesSnapshot,
	{ denied, failed, missing }: ServicesAsked,
	{ at, silent, wire }: { at: number; silent: readonly string[]; wire: Wire },
): Once<ServicesSnapshot> => ({
	...{ snapshot, at, silent },
	...(denied !== undefined && { failed: `not permitted to publish ${denied}` }),
	...(failed !== undefined && { failed }),
	...(failed !== undefined && failed === wire.absent && { isUntold: true }),
	...(missing.length > 0 && { partial: missing.join('; ') }),
});

/** Asks once, or twice for rates. */
export const servicesOnce = async ({
	servers,
	wire,
	timeout,
	again,
	checks,
	account,
}: OnceOptions): Promise<Once<ServicesSnapshot>> => {
	const { fleet, why, silent } = await servers('one');
	if (fleet.rows.length === 0) return { snapshot: noServices, at: fleet.at, failed: why };
	const book = new ServiceBook({ settings: checks, atOnce: true });
	const needs = { wire, book, servers: answering(fleet.rows), maxWait: timeout };
	const [system, own] = [newSystemMemory(), newAccountMemory()];
	const ask = () =>
		account === undefined
			? askSystemServices({ ...needs, memory: system })
			: askAccountServices({ ...needs, account, memory: own, isOnce: true });
	const began = performance.now();
	let asked = await ask();
	if (again !== undefined && asked?.denied === undefined) {
		await untilNext(again, began);
		asked = await ask();
	}
	const at = wire.now();
	if (asked === undefined) return { snapshot: noServices, at, failed: 'the connection was closed' };
	return onceResult({ ...book.rows(at), asked, accountNames: new Map() }, asked, {
		...{ at, silent, wire },
	});
};
