// Everything that needs rounds, or events, to be judged: figures, gateways, leaders, and logins that were refused.

import type { CheckSettings } from './checks/check.ts';
import { Judge } from './checks/judge.ts';
import type { Judgement, StandingsByKey } from './checks/judgement.ts';
import { type Neighbours, neighboursOf } from './checks/neighbours.ts';
import { serverChecks } from './checks/server-checks.ts';
import type { MonitorEvent } from './event.ts';
import type { ServerRow } from './fleet.ts';
import { type GatewayMemory, GatewayWatch } from './gateway-watch.ts';
import { type LeaderMemory, MetaLeaderWatch } from './meta-leader-watch.ts';
import { RefusedLoginsWatch, type RefusedMemory } from './refused-logins.ts';
import type { ServerTrack } from './server-track.ts';

/** How servers are judged. */
export type ServerJudging = {
	settings?: CheckSettings;
	/** By one picture, for a question that is asked once or twice: figures are bad at once. */
	atOnce?: boolean;
};

/** Everything that servers are judged by over rounds; `told` are the keys of those of which nothing new has come since. */
export type FleetMemory = {
	isDue: boolean;
	gateways: GatewayMemory;
	leaders: LeaderMemory;
	refused: RefusedMemory;
	verdicts: StandingsByKey;
	told: ReadonlyMap<string, unknown>;
};

export class FleetJudge {
	readonly #gateways: GatewayWatch;
	readonly #metaLeaders: MetaLeaderWatch;
	readonly #refused = new RefusedLoginsWatch();
	readonly #judge?: Judge<ServerRow, Neighbours>;
	#judgement: Judgement;
	#isDue = false;

	/** By one picture, for a question that is asked once or twice. */
	readonly atOnce: boolean;

	constructor({ settings, atOnce = false }: ServerJudging = {}) {
		this.atOnce = atOnce;
		this.#gateways = new GatewayWatch(atOnce);
		this.#metaLeaders = new MetaLeaderWatch(atOnce);
		if (!atOnce) this.#judge = new Judge(serverChecks, settings);
		this.#judgement = { settings, verdicts: this.#judge?.verdicts };
	}

	/** What servers were judged by so far; another object after each round. */
	get judgement(): Judgement {
		return this.#judgement;
	}

	/** Everything it remembers. */
	get memory(): FleetMemory {
		const { told = new Map(), verdicts = new Map() } = this.#judge?.memory ?? {};
		return {
			...{ isDue: this.#isDue, told, verdicts },
			gateways: this.#gateways.memory,
			leaders: this.#metaLeaders.memory,
			refused: this.#refused.memory,
		};
	}

	set memory({ isDue, told, verdicts, gateways, leaders, refused }: FleetMemory) {
		this.#isDue = isDue;
		this.#gateways.memory = gateways;
		this.#metaLeaders.memory = leaders;
		this.#refused.memory = refused;
		if (this.#judge === undefined) return;
		this.#judge.memory = { told, verdicts };
		this.#judgement = { settings: this.#judge.settings, verdicts };
	}

	/** A server refused a login. */
	refused(event: MonitorEvent): void {
		this.#refused.take(event);
	}

	/** Looks at the round that ended last, once: not while somebody waits for its picture; and forgets what is over. */
	tick(tracks: readonly ServerTrack[], now: number): void {
		if (this.#isDue) this.#watch(tracks, now);
		this.#isDue = false;
		const refused = this.#refused.at(now);
		for (const track of tracks) track.refuses(refused.get(track.info.id));
	}

	/** What shows over rounds only. */
	#watch(tracks: readonly ServerTrack[], now: number): void {
		const gateways = this.#gateways.look(tracks);
		const leaders = this.#metaLeaders.look(tracks, now);
		for (const track of tracks) {
			// Who did not answer has not got well.
			if (!track.answering && track.state !== 'down') continue;
			track.see('gateway', gateways.get(track.key));
			track.see('meta-leader', leaders.get(track.key));
		}
	}

	/** A round has ended: figures are judged, by what was told in it. */
	judge(rows: readonly ServerRow[], now: number): void {
		this.#isDue = true;
		if (this.#judge === undefined) return;
		const told = rows.map((row) => ({ key: row.key, row, told: row.statsz }));
		const verdicts = this.#judge.round(told, neighboursOf({ rows, at: now }));
		this.#judgement = { settings: this.#judge.settings, verdicts };
	}
}
