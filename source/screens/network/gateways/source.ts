// Where gateways come from: statsz and VARZ of all servers, and GATEWAYZ of those that have some.

import type { FleetSnapshot, ServerRow } from '../../../model/fleet.ts';
import { gatewayLinksOf } from '../../../model/gateway-links.ts';
import { GatewayBook } from '../../../model/network/gateway-book.ts';
import type { GatewayRow } from '../../../model/network/gateway-row.ts';
import { askGatewayz } from '../../../nats/gatewayz.ts';
import type { Wire } from '../../../nats/wire.ts';
import type { Honesty } from '../../list-facts.ts';
import { polledSource } from '../../polled-source.ts';
import { type Once, type OnceOptions, pairOf, type Source, type Watching } from '../../source.ts';
import {
	answerLimit,
	askAbout,
	askedHonesty,
	type LinksAsked,
	nothingAsked,
	onceResult,
} from '../links-asked.ts';
import { countRows, type NetworkCounts, networkCounts } from '../tab-counts.ts';

export type GatewaysSnapshot = {
	rows: readonly GatewayRow[];
	fleet: FleetSnapshot;
	asked: LinksAsked;
	counts?: NetworkCounts;
};

/** The class of these requests in the budget. */
const gatewaysClass = 'gateways';

/** Milliseconds between two rounds, as a multiple of that of statsz. */
const seldom = 2.5;

/** A round is late where it takes so many times what was wished. */
const late = 1.5;

const still = 'Which clusters have gateways is known from statsz; round trips, ages and what waits are not.';

export const gatewaysHonesty = ({ fleet, asked }: GatewaysSnapshot): Honesty => {
	const clusters = new Set(fleet.rows.map(({ info }) => info.cluster)).size;
	const at = fleet.rows.length === 0 ? undefined : fleet.at;
	const none = at === undefined ? {} : { none: clusters > 1 ? 'No gateways.' : 'No gateways: one cluster.' };
	const { failed, ...rest } = askedHonesty(asked, still);
	// Who has gateways is known all the same.
	return { ...rest, at, ...none, ...(failed !== undefined && { partial: failed }) };
};

/** The servers that have gateways, or should have some. */
const withGateways = (rows: readonly ServerRow[]): readonly ServerRow[] =>
	rows.filter(
		({ statsz, varz }) =>
			(statsz !== undefined && gatewayLinksOf(statsz).length > 0) || (varz?.gateways?.length ?? 0) > 0,
	);

type GatewaysMemory = { book: GatewayBook; deniedOn?: Wire };

const memories = new WeakMap<Watching['events'], GatewaysMemory>();

/** What is remembered of the gateways of a system. */
export const gatewaysMemory = ({ events, checks }: Watching): GatewaysMemory => {
	const memory = memories.get(events) ?? { book: new GatewayBook({ settings: checks }) };
	memories.set(events, memory);
	return memory;
};

export const openGateways = (watching: Watching): Source<GatewaysSnapshot> => {
	const { servers } = watching;
	const memory = gatewaysMemory(watching);
	const { book } = memory;
	const base = (interval: number): number => seldom * interval;
	const asked = polledSource<LinksAsked>(
		watching,
		nothingAsked,
		async (wire, before, round) => {
			if (before.denied !== undefined && memory.deniedOn === wire && !round.isWished) return before;
			const next = await askAbout({
				...{ wire, timeout: Math.min(watching.timeout, answerLimit), ask: askGatewayz, round },
				servers: withGateways(servers.get().fleet.rows),
				onTold: (told) => book.told(told, wire.now()),
			});
			memory.deniedOn = next.denied === undefined ? undefined : wire;
			book.endRound(servers.get().fleet);
			const wished = base(watching.interval());
			const period = watching.governor.period(gatewaysClass, wished);
			return period > late * wished ? { ...next, every: period } : next;
		},
		{ name: gatewaysClass, base },
	);
	const all = pairOf(asked, servers, (told, { fleet }): GatewaysSnapshot => {
		const rows = book.rows(fleet);
		countRows(watching, 'gateways', rows.length, fleet.at);
		return { rows, fleet, asked: told, counts: networkCounts(watching, fleet) };
	});
	const { refresh, focus, look, close } = asked;
	return { ...all, refresh, focus, look, close };
};

/** Asks once. */
export const gatewaysOnce = async ({
	servers,
	wire,
	timeout,
	checks,
}: OnceOptions): Promise<Once<GatewaysSnapshot>> => {
	const { fleet, why, silent } = await servers();
	const book = new GatewayBook({ settings: checks, atOnce: true });
	const snapshot = (asked: LinksAsked): GatewaysSnapshot => ({ rows: book.rows(fleet), fleet, asked });
	if (fleet.rows.length === 0) return { snapshot: snapshot(nothingAsked), at: fleet.at, failed: why };
	const asked = await askAbout({
		...{ wire, timeout, ask: askGatewayz, servers: withGateways(fleet.rows) },
		onTold: (told) => book.told(told, wire.now()),
	});
	const { denied } = asked;
	if (denied !== undefined)
		return {
			...{ snapshot: snapshot(asked), at: fleet.at },
			partial: `no round trips: not permitted to publish ${denied}`,
		};
	return onceResult(snapshot(asked), asked, { at: fleet.at, timeout, silent });
};
