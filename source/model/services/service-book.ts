// Follows all instances of all services through rounds: who answers, who hangs, who is gone, and what they do together.

import type { CheckSettings } from '../checks/check.ts';
import { Judge } from '../checks/judge.ts';
import { serviceChecks } from '../checks/service-checks.ts';
import { InstanceTrack, newHistory } from './instance-track.ts';
import { rowsOf, type TrackedService } from './rows.ts';
import type { BareService, ServiceHistory, ServiceRows } from './service-row.ts';
import {
	type InstanceConnection,
	instanceKey,
	mostInstances,
	type Subscribed,
	type ToldInstance,
} from './told.ts';

/** What is gone stays for so long, milliseconds. */
const keptFor = 600_000;

/** One round of questions. */
export type ServicesHeard = {
	/** Our clock. */
	at: number;
	/** What instances answered; absent where they were not asked, or may not be. */
	answers?: readonly ToldInstance[];
	/** What servers tell of connections; absent where they were not asked, or may not be. */
	subscribed?: readonly Subscribed[];
	/** False where servers are missing, or had more than they told: who is not there may be on one of them. */
	isWhole?: boolean;
	/** The accounts that were asked for; absent where all were. Of the others nothing is said. */
	accounts?: ReadonlySet<string>;
};

export class ServiceBook {
	readonly #tracks = new Map<string, InstanceTrack>();
	readonly #histories = new Map<string, ServiceHistory>();
	readonly #judge: Judge<BareService, undefined>;
	readonly #atOnce: boolean;
	/** Some were left out, as there are too many. */
	isCut = false;

	constructor({ settings, atOnce = false }: { settings?: CheckSettings; atOnce?: boolean } = {}) {
		this.#judge = new Judge(serviceChecks, settings);
		this.#atOnce = atOnce;
	}

	/** One round has ended. */
	hear({ at, answers, subscribed = [], isWhole = false, accounts }: ServicesHeard): void {
		const told = new Map<string, ToldInstance>();
		for (const answer of answers ?? []) {
			const key = instanceKey(answer);
			if (!told.has(key)) told.set(key, answer);
		}
		const connections = new Map<string, InstanceConnection>();
		for (const { instance, connection } of subscribed) {
			const key = instanceKey(instance);
			if (connections.has(key)) continue;
			connections.set(key, connection);
			if (answers === undefined) told.set(key, instance);
			else this.#know({ ...instance, by: 'stats', endpoints: undefined }, at);
		}
		for (const instance of told.values()) this.#know(instance, at);
		for (const [key, track] of this.#tracks) {
			const { account } = track.told;
			if (accounts !== undefined && account !== undefined && !accounts.has(account)) continue;
			track.hear({
				told: told.get(key),
				connection: connections.get(key),
				...{ wasAsked: answers !== undefined, knowsConnections: isWhole, at, isOnce: this.#atOnce },
			});
			if (at - track.heardAt > keptFor) this.#tracks.delete(key);
		}
		this.#endRound(at);
	}

	/** Instances whose description nobody has asked for yet, at most so many; they count as asked from now on. */
	undescribed(most: number): readonly ToldInstance[] {
		const found = [...this.#tracks.values()]
			.filter(({ hasAskedInfo, state }) => !hasAskedInfo && state === 'ok')
			.slice(0, most);
		for (const track of found) track.hasAskedInfo = true;
		return found.map(({ told }) => told);
	}

	/** One instance has described itself. */
	describe(info: ToldInstance): void {
		const track = this.#tracks.get(instanceKey(info));
		if (track) track.info = info;
	}

	/** The rows of all lists at our time `now`. */
	rows(now: number): ServiceRows {
		const { settings, verdicts } = this.#judge;
		return rowsOf(this.#services(), now, settings, this.#atOnce ? undefined : verdicts);
	}

	#know(instance: ToldInstance, at: number): void {
		const key = instanceKey(instance);
		if (this.#tracks.has(key)) return;
		if (this.#tracks.size >= mostInstances) this.isCut = true;
		else this.#tracks.set(key, new InstanceTrack(instance, at));
	}

	#services(): TrackedService[] {
		const found = new Map<string, InstanceTrack[]>();
		for (const track of this.#tracks.values()) {
			const same = found.get(track.serviceKey);
			if (same) same.push(track);
			else found.set(track.serviceKey, [track]);
		}
		return [...found].map(([key, tracks]) => {
			const history = this.#histories.get(key) ?? newHistory();
			this.#histories.set(key, history);
			return { key, tracks, history };
		});
	}

	#endRound(at: number): void {
		const services = this.#services();
		const keys = new Set(services.map(({ key }) => key));
		for (const key of this.#histories.keys()) if (!keys.has(key)) this.#histories.delete(key);
		const { services: rows } = rowsOf(services, at);
		for (const { key, history, requestsRate, errorsRate } of rows)
			(this.#histories.get(key) ?? history).push({ requests: requestsRate, errors: errorsRate });
		if (!this.#atOnce)
			this.#judge.round(
				rows.map((row) => ({ key: row.key, row, told: at })),
				undefined,
			);
	}
}
