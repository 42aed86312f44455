// Simulates many nats-servers on one connection of the system account: answers, heartbeats, events, accidents.

import type { NatsConnection, Subscription } from '@nats-io/transport-node';
import { accident, type FleetAction, serversMeant } from './fleet-actions.ts';
import { FleetAnswers } from './fleet-answers.ts';
import { eventTimes, FleetEvents } from './fleet-events.ts';
import { clientShare } from './fleet-load.ts';
import {
	type Condition,
	type FleetOptions,
	type FleetPlan,
	type FleetServer,
	planFleet,
} from './fleet-plan.ts';
import { type AnswerCounts, FleetService } from './fleet-service.ts';
import { timeText } from './fleet-text.ts';
import { type PlantedTrouble, plantedServers } from './planted.ts';
import { Random } from './random.ts';

/** The time between two heartbeats of a server, as since 2.10.21, in milliseconds. */
const heartbeatSpan = 10_000;

const tick = 10;

/** The time between two accidents. */
const accidentSpan = 12_000;

/** Milliseconds without accidents where trouble is planted, so that people find the planted trouble first. */
const calmSpan = 60_000;

/** How long a process is away when it restarts, in milliseconds. */
const restartSpan = 1500;

/** How many portions of events may be on their way to the nats-server; others wait, so that the simulator never lags. */
const mostUnderWay = 4;

/** How many events a portion has. */
const portionSize = 2000;

/** Counts of what was published and answered. */
type Counts = AnswerCounts & { events: number; heartbeats: number };

type Process = {
	server: FleetServer;
	answers: FleetAnswers;
	subscription: Subscription;
	beatAt: number;
};

const setCondition = (server: FleetServer, condition: Condition): void => {
	server.condition = condition;
	server.changedAt = Date.now();
};

/** The simulated system. `stop` ends it, and leaves the connection to its owner. */
export class FleetSimulator {
	readonly plan: FleetPlan;
	readonly #published = { events: 0, heartbeats: 0 };
	readonly #service: FleetService;
	readonly #random: Random;
	readonly #events: FleetEvents;
	readonly #processes = new Map<FleetServer, Process>();
	readonly #timers = new Set<NodeJS.Timeout>();
	#rate: number;
	#due = 0;
	#burst = 0;
	#underWay = 0;
	#lastTick = performance.now();
	#stopped = false;

	constructor(
		readonly nc: NatsConnection,
		readonly options: FleetOptions,
	) {
		this.plan = planFleet(options, Date.now());
		this.#random = new Random(options.seed + 2);
		this.#events = new FleetEvents(this.plan, options.seed);
		this.#rate = options.rate;
		this.#service = new FleetService(nc, this.plan, this.#processes);
	}

	get counts(): Counts {
		return { ...this.#published, ...this.#service.counts };
	}

	/** Starts; resolves when the nats-server knows every subscription. */
	async start(): Promise<void> {
		for (const server of this.plan.servers) this.#begin(server);
		this.#service.start();
		await this.nc.flush();
		this.#repeat(tick, () => this.#work());
		const { accidents, plantAt } = this.options;
		if (plantAt !== undefined) this.#later(plantAt, () => this.perform({ do: 'plant' }));
		const begin = (): void => this.#repeat(accidentSpan, () => this.perform(accident(this.#random)));
		if (accidents && plantAt === undefined) begin();
		else if (accidents) this.#later(calmSpan, begin);
	}

	/** Ends timers and subscriptions. */
	stop(): void {
		this.#stopped = true;
		for (const timer of this.#timers) clearInterval(timer);
		for (const { subscription } of this.#processes.values()) subscription.unsubscribe();
		this.#service.stop();
	}

	/** Carries out an action now. */
	perform(action: FleetAction): void {
		if (action.do === 'rate') this.#setRate(action.rate, action.for);
		else if (action.do === 'burst') this.#burst += action.events;
		else if (action.do === 'heal') {
			for (const server of this.plan.servers)
				if (server.condition !== 'well' && !server.planted) this.#renew(server);
		} else if (action.do === 'flood') {
			const [server] = serversMeant(this.plan, action, this.#random);
			if (server) this.#flood(server, action.share);
		} else if (action.do === 'plant') {
			for (const [trouble, server] of plantedServers(this.plan)) this.#plant(server, trouble);
			this.plan.assets.plantedAt = Date.now();
			this.#tellLost();
		} else {
			for (const server of serversMeant(this.plan, action, this.#random)) this.#strike(server, action.do);
		}
	}

	#setRate(rate: number, span: number | undefined): void {
		const before = this.#rate;
		this.#rate = rate;
		if (span !== undefined) this.#later(span, () => this.#setRate(before, undefined));
	}

	#strike(server: FleetServer, how: 'restart' | 'die' | 'hang' | 'lameduck'): void {
		const process = this.#processes.get(server);
		if (process === undefined) return;
		const say = (word: string): void =>
			this.nc.publish(`$SYS.SERVER.${server.id}.${word}`, process.answers.block(Date.now()));
		if (how === 'hang') setCondition(server, 'hung');
		else if (how === 'lameduck') {
			say('LAMEDUCK');
			setCondition(server, 'leaving');
			this.#later(20_000, () => this.#renew(server));
		} else {
			if (how === 'restart') {
				say('SHUTDOWN');
				this.#later(restartSpan, () => this.#renew(server));
			}
			this.#end(server);
		}
	}

	#flood(server: FleetServer, share: number): void {
		const usual = this.plan.servers.reduce((sum, { load }) => sum + load.msgs, 0);
		const rate = (usual * (clientShare.in + clientShare.out) * share) / (1 - share);
		const { staying } = new FleetAnswers(server, this.plan).clients;
		server.flood = { slot: this.#random.below(staying), since: Date.now(), rate };
	}

	#plant(server: FleetServer, trouble: PlantedTrouble): void {
		if (server.condition !== 'well') this.#renew(server);
		server.planted = { trouble, since: Date.now() };
		if (trouble === 'stale') setCondition(server, 'hung');
	}

	#renew(server: FleetServer): void {
		this.#end(server);
		server.id = this.#random.key('N');
		server.start = Date.now();
		server.seq = 0;
		server.slowConsumers = 0;
		server.flood = undefined;
		this.#begin(server);
	}

	#begin(server: FleetServer): void {
		if (this.#stopped) return;
		setCondition(server, 'well');
		const answers = new FleetAnswers(server, this.plan);
		const subscription = this.#service.serve(answers);
		const beatAt = performance.now() + this.#random.between(250, heartbeatSpan);
		this.#processes.set(server, { server, answers, subscription, beatAt });
	}

	#end(server: FleetServer): void {
		setCondition(server, 'gone');
		this.#processes.get(server)?.subscription.unsubscribe();
		this.#processes.delete(server);
	}

	/** Says that the planted stream has lost its quorum, as one of its servers does. */
	#tellLost(): void {
		const stream = this.plan.assets.streams.find(({ fate }) => fate === 'leaderless');
		const [server] = stream?.servers ?? [];
		if (stream === undefined || server === undefined) return;
		const replicas = stream.servers.map(({ name }) => ({ name, current: name === server.name, active: 0 }));
		const payload = {
			...{
				type: 'io.nats.jetstream.advisory.v1.stream_quorum_lost',
				id: this.#random.text(22, 'ABCDEFGHJK'),
			},
			...{ timestamp: timeText(Date.now()), account: stream.account.key, stream: stream.name },
			...{ server_id: server.id, server: server.name, replicas, domain: server.cluster.name },
		};
		this.nc.publish(`$JS.EVENT.ADVISORY.STREAM.QUORUM_LOST.${stream.name}`, JSON.stringify(payload));
	}

	#work(): void {
		const now = performance.now();
		const seconds = Math.min(1, (now - this.#lastTick) / 1000);
		this.#lastTick = now;
		this.#beat(now);
		// Events that could not be sent within a second are dropped, as a real system does not wait for its monitor.
		this.#due = Math.min(this.#rate, this.#due + this.#rate * seconds);
		if (this.nc.isClosed() || this.#underWay >= mostUnderWay) return;
		this.#publish(Math.min(portionSize, Math.floor(this.#due + this.#burst)));
	}

	#publish(count: number): void {
		if (count === 0) return;
		const fromBurst = Math.min(this.#burst, count);
		this.#burst -= fromBurst;
		this.#due -= count - fromBurst;
		const times = eventTimes(Date.now());
		for (let i = 0; i < count; i++) {
			const event = this.#events.next(times);
			if (event === undefined) continue;
			this.nc.publish(event.subject, event.payload);
			this.#published.events++;
		}
		this.#underWay++;
		const arrived = (): void => void this.#underWay--;
		this.nc.flush().then(arrived, arrived);
	}

	#beat(now: number): void {
		const time = Date.now();
		for (const process of this.#processes.values()) {
			if (process.beatAt > now || process.server.condition !== 'well') continue;
			process.beatAt = now + heartbeatSpan;
			const { id } = process.server;
			this.nc.publish(`$SYS.SERVER.${id}.STATSZ`, process.answers.statsz(time, this.#processes.size));
			this.#published.heartbeats++;
		}
	}

	#repeat(span: number, action: () => void): void {
		this.#timers.add(setInterval(action, span));
	}

	#later(span: number, action: () => void): void {
		const timer = setTimeout(() => {
			this.#timers.delete(timer);
			action();
		}, span);
		this.#timers.add(timer);
	}
}
