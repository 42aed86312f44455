// Puts together what statsz, VARZ and GATEWAYZ tell of gateways: a row for each cluster and each other one that it should reach.

import { compareNames } from '../../table/name-order.ts';
import type { CheckSettings, Part, Severity } from '../checks/check.ts';
import { type GatewayFigures, gatewayChecks } from '../checks/gateway-checks.ts';
import { Judge, rankBy, troublesBy } from '../checks/judge.ts';
import type { FleetSnapshot, ServerRow } from '../fleet.ts';
import { gatewayLinksOf, hasAllGatewayLinks } from '../gateway-links.ts';
import { RoundRing } from '../round-ring.ts';
import { UsualRtt } from '../usual-rtt.ts';
import {
	type GatewayEnd,
	type GatewayRow,
	gatewayMetrics,
	gatewayRate,
	outboundOf,
	says,
} from './gateway-row.ts';
import type { OutboundGateway, ToldGateways, ToldLinks } from './told.ts';

type Told = { gateways: ToldGateways; at: number };

type Bare = Omit<GatewayRow, 'troubles' | 'rank'> & { isShort: boolean };

const linkTo = (server: ServerRow, to: string) =>
	server.statsz && gatewayLinksOf(server.statsz).find(({ name }) => name === to);

/** What the row of a server says of its gateways to a cluster. */
const saidOf = ({ watched }: ServerRow, to: string, severity: Severity): Part | undefined =>
	watched?.gateway?.parts?.find((part) => part.what === to && part.severity === severity);

export class GatewayBook {
	readonly #told = new Map<string, Told>();
	/** By server id and cluster. */
	readonly #usual = new Map<string, UsualRtt>();
	/** By cluster: the others that it was seen to have gateways to. */
	readonly #seen = new Map<string, Set<string>>();
	/** By the key of a row. */
	readonly #accounts = new Map<string, number>();
	#histories = new Map<string, GatewayRow['history']>();
	readonly #judge: Judge<GatewayFigures, undefined>;
	readonly #atOnce: boolean;

	constructor({ settings, atOnce = false }: { settings?: CheckSettings; atOnce?: boolean } = {}) {
		this.#judge = new Judge(gatewayChecks, settings);
		this.#atOnce = atOnce;
	}

	/** One server has told of its gateways, at our time. */
	told({ server, links }: ToldLinks<ToldGateways>, at: number): void {
		this.#told.set(server.id, { gateways: links, at });
		for (const [to, { rtt }] of links.outbound) {
			if (rtt === undefined) continue;
			const key = `${server.id} ${to}`;
			const usual = this.#usual.get(key) ?? new UsualRtt();
			this.#usual.set(key, usual);
			usual.told(rtt, at);
		}
	}

	/** So many accounts are known over the gateways of a row. */
	toldAccounts(key: string, count: number): void {
		this.#accounts.set(key, count);
	}

	#historyOf(key: string): GatewayRow['history'] {
		return this.#histories.get(key) ?? new RoundRing(gatewayMetrics);
	}

	/** A round of GATEWAYZ has ended: round trips are judged by what was told in it. */
	endRound(fleet: FleetSnapshot): void {
		const ids = new Set(fleet.rows.map(({ info }) => info.id));
		for (const id of this.#told.keys()) if (!ids.has(id)) this.#told.delete(id);
		for (const key of this.#usual.keys()) if (!ids.has(key.split(' ')[0] ?? '')) this.#usual.delete(key);
		if (this.#atOnce) return;
		const rows = this.#bare(fleet);
		this.#histories = new Map(rows.map(({ key, history }) => [key, history]));
		for (const row of rows) {
			const [out, into] = [gatewayRate(row, 'out'), gatewayRate(row, 'in')];
			row.history.push({ out: out?.msgs, in: into?.msgs });
		}
		this.#judge.round(
			rows.map((row) => ({
				...{ key: row.key, row: this.#figures(row) },
				told: row.ends.map(({ server }) => this.#told.get(server.info.id)?.at).join(),
			})),
			undefined,
		);
	}

	#outbound({ info, state }: ServerRow, to: string): OutboundGateway | undefined {
		return state === 'ok' ? this.#told.get(info.id)?.gateways.outbound.get(to) : undefined;
	}

	#endOf(server: ServerRow, to: string, nameOf: (id: string) => string | undefined): GatewayEnd {
		const link = linkTo(server, to);
		const told = this.#outbound(server, to);
		const lost = saidOf(server, to, 'critical');
		const isKnown = says(server) && server.statsz !== undefined;
		const has =
			link !== undefined ? true : server.statsz && hasAllGatewayLinks(server.statsz) ? false : undefined;
		return {
			server,
			...(isKnown && has !== undefined && { has }),
			isMissing: has === false && lost !== undefined,
			...(has === false && lost?.since !== undefined && { missingSince: lost.since }),
			inbound: isKnown ? (link?.inboundConnections ?? (has === false ? 0 : undefined)) : undefined,
			...(told && { told }),
			toServer: told?.remoteId === undefined ? undefined : nameOf(told.remoteId),
		};
	}

	/** The rows without what is wrong with them. */
	#bare({ rows }: FleetSnapshot): Bare[] {
		const clusters = new Map<string, ServerRow[]>();
		const names = new Map<string, string>();
		for (const row of rows) {
			const { cluster, id, name } = row.info;
			names.set(id, name);
			if (cluster === undefined) continue;
			const members = clusters.get(cluster);
			if (members) members.push(row);
			else clusters.set(cluster, [row]);
		}
		const all: Bare[] = [];
		for (const [from, members] of clusters) {
			const living = members.filter(({ state }) => state !== 'down');
			for (const to of this.#remotes(from, living, clusters)) {
				const ends = living
					.toSorted((a, b) => compareNames(a.info.name, b.info.name))
					.map((server) => this.#endOf(server, to, (id) => names.get(id)));
				if (ends.length === 0) continue;
				const key = `${from}\n${to}`;
				const others = clusters.get(to) ?? [];
				const counts = ends.map(({ inbound }) => inbound);
				const configured = living.flatMap(({ varz }) => varz?.gateways ?? []);
				const told = ends.flatMap((end) => end.told?.isConfigured ?? []);
				const isKnown = living.some(({ varz }) => varz?.gateways !== undefined) || told.length > 0;
				all.push({
					...{ key, from, to, ends, accounts: this.#accounts.get(key), history: this.#historyOf(key) },
					inbound: counts.every((count) => count !== undefined)
						? counts.reduce((sum: number, count) => sum + (count ?? 0), 0)
						: undefined,
					expected: others.filter((server) => says(server) && linkTo(server, from) !== undefined).length,
					...(isKnown && { isConfigured: configured.includes(to) || told.includes(true) }),
					isOld: ends.every(({ has }) => has === undefined),
					isShort: members.some((server) => saidOf(server, to, 'warn') !== undefined),
				});
			}
		}
		return all.sort((a, b) => compareNames(a.from, b.from) || compareNames(a.to, b.to));
	}

	/** The clusters that one should reach: those it is configured to, and those it had a gateway to while they are there. */
	#remotes(
		from: string,
		living: readonly ServerRow[],
		clusters: ReadonlyMap<string, unknown>,
	): readonly string[] {
		const seen = this.#seen.get(from) ?? new Set<string>();
		this.#seen.set(from, seen);
		const remotes = new Set<string>();
		for (const { statsz, varz, watched } of living) {
			for (const { name } of statsz ? gatewayLinksOf(statsz) : []) seen.add(name);
			for (const name of varz?.gateways ?? []) remotes.add(name);
			for (const { what } of watched?.gateway?.parts ?? []) remotes.add(what);
		}
		for (const name of seen) {
			const isThere = clusters.has(name) || living.some((server) => linkTo(server, name) !== undefined);
			if (isThere) remotes.add(name);
			else seen.delete(name);
		}
		remotes.delete(from);
		return [...remotes];
	}

	#figures({ ends, to, inbound, expected, isShort }: Bare): GatewayFigures {
		const trips = ends.flatMap(({ server, told }) => {
			const trips = this.#usual.get(`${server.info.id} ${to}`);
			// Servers measure it seldom: one that was long says that its end was busy, two that the way is.
			const [rtt, usual] = [trips?.least(2), trips?.usual];
			return told?.rtt === undefined || rtt === undefined || usual === undefined
				? []
				: [{ server: server.info.name, rtt, usual }];
		});
		const [trip] = trips.toSorted((a, b) => b.rtt / b.usual - a.rtt / a.usual);
		const isGone = this.#atOnce && outboundOf({ ends }).of > 0;
		const missing = ends.filter(({ isMissing, has }) => isMissing || (isGone && has === false));
		return {
			missing: missing.map(({ server }) => server.info.name),
			servers: outboundOf({ ends }).of,
			isShort: inbound !== undefined && (isShort || (isGone && inbound < expected)),
			inbound,
			expected,
			...(trip && { trip }),
		};
	}

	/** The rows of a picture of all servers. */
	rows(fleet: FleetSnapshot): readonly GatewayRow[] {
		return this.#bare(fleet).map(({ isShort, ...bare }): GatewayRow => {
			const standings = this.#atOnce ? undefined : (this.#judge.verdicts.get(bare.key) ?? new Map());
			const figures = this.#figures({ ...bare, isShort });
			const troubles = bare.isOld
				? []
				: troublesBy(gatewayChecks, figures, undefined, this.#judge.settings, standings);
			return { ...bare, troubles, rank: rankBy(gatewayChecks, troubles) };
		});
	}
}
