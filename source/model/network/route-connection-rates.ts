// What goes over each connection of the routes of one server, between two samples of it.

import { shortestSpan, trafficRate } from '../rates.ts';
import type { Route, Statsz } from '../server.ts';
import type { RouteConnection } from './route-peer.ts';

type Rates = NonNullable<RouteConnection['rates']>;

/** By the number of the connection. */
type ByRid<T> = ReadonlyMap<number, T>;

const byRid = ({ routes }: Statsz): ByRid<Route> =>
	new Map((routes ?? []).flatMap((route) => (route.rid === undefined ? [] : [[route.rid, route]])));

/** Follows one server. */
export class RouteConnectionRates {
	#last?: { statsz: Statsz; at: number; routes: ByRid<Route>; rates?: ByRid<Rates> };

	/** The rates of a sample that was true at a time by the server's clock; nothing for the first. */
	take(statsz: Statsz, at: number | undefined): ByRid<Rates> | undefined {
		const last = this.#last;
		if (at === undefined || last?.statsz === statsz) return last?.rates;
		const routes = byRid(statsz);
		const seconds = last === undefined ? 0 : (at - last.at) / 1000;
		if (last === undefined || last.statsz.start !== statsz.start || seconds * 1000 < shortestSpan) {
			this.#last = { statsz, at, routes };
			return undefined;
		}
		const rates = new Map<number, Rates>();
		for (const [rid, route] of routes) {
			const before = last.routes.get(rid);
			if (before === undefined) continue;
			rates.set(rid, {
				out: trafficRate(before.sent, route.sent, seconds),
				in: trafficRate(before.received, route.received, seconds),
			});
		}
		this.#last = { statsz, at, routes, rates };
		return rates;
	}
}
