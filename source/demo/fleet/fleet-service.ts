// Answers what is asked of the simulated servers: of one by its id, of all of them, of an account.

import { headers, type Msg, type NatsConnection, type Subscription } from '@nats-io/transport-node';
import type { FleetAnswers } from './fleet-answers.ts';
import type { FleetPlan } from './fleet-plan.ts';
import { replyAnswer, replyText } from './fleet-reply.ts';
import type { FleetAnswer } from './fleet-text.ts';

/** How many servers answer at once, as answers of all would delay the events; and how many with long answers. */
const atOnce = { usual: 50, long: 4 } as const;

/** Services whose answers are as long as what a server holds. */
const longServices: ReadonlySet<string> = new Set(['CONNZ', 'JSZ', 'RAFTZ', 'ROUTEZ']);

/** The headers with which a nats-server says that a subject has no responders. */
const noService = headers(503, 'No Responders');

/** Answers so far, and the bytes of those of each service, as they go over the wire. */
export type AnswerCounts = { answers: number; bytes: Record<string, number> };

const lastToken = ({ subject }: Msg): string => subject.split('.').at(-1) ?? '';

/** Answers for the processes that run. */
export class FleetService {
	readonly counts: AnswerCounts = { answers: 0, bytes: {} };
	readonly #subscriptions: Subscription[] = [];
	#stopped = false;

	constructor(
		readonly nc: NatsConnection,
		readonly plan: FleetPlan,
		/** The processes that run, by whatever names them. */
		readonly running: ReadonlyMap<unknown, { answers: FleetAnswers }>,
	) {}

	/** Listens to what is asked of all servers, and of accounts. */
	start(): void {
		const { nc, plan } = this;
		this.#subscriptions.push(
			nc.subscribe('$SYS.REQ.SERVER.PING', { callback: (_error, message) => this.#ping(message, 'STATSZ') }),
			nc.subscribe('$SYS.REQ.SERVER.PING.*', {
				callback: (_error, message) => this.#ping(message, lastToken(message)),
			}),
			...plan.accounts.flatMap(({ key, name }) => [
				nc.subscribe(`$SYS.REQ.ACCOUNT.${key}.INFO`, {
					callback: (_error, message) => {
						message.respond(JSON.stringify({ data: { account_name: key, name_tag: name } }));
					},
				}),
				nc.subscribe(`$SYS.REQ.ACCOUNT.${key}.JSZ`, {
					callback: (_error, message) => this.#accountJsz(message, key),
				}),
			]),
		);
	}

	/** Listens to what is asked of one process. */
	serve(answers: FleetAnswers): Subscription {
		return this.nc.subscribe(`$SYS.REQ.SERVER.${answers.server.id}.*`, {
			callback: (_error, message) => this.#answer(message, answers, lastToken(message)),
		});
	}

	stop(): void {
		this.#stopped = true;
		for (const subscription of this.#subscriptions) subscription.unsubscribe();
	}

	#ping(message: Msg, service: string): void {
		this.#each(service, (answers) => this.#answer(message, answers, service));
	}

	#accountJsz(message: Msg, key: string): void {
		this.#each('JSZ', (answers) => {
			if (answers.server.condition !== 'well') return;
			const answer = answers.accountJsz(key, message.string(), Date.now());
			void this.#reply(message, answers, 'JSZ', answer);
		});
	}

	/** Lets all processes do something, in portions. */
	#each(service: string, act: (answers: FleetAnswers) => void): void {
		const all = [...this.running.values()];
		const most = longServices.has(service) ? atOnce.long : atOnce.usual;
		const portion = (from: number): void => {
			for (const { answers } of all.slice(from, from + most)) act(answers);
			if (from + most < all.length && !this.#stopped) setImmediate(() => portion(from + most));
		};
		portion(0);
	}

	#answer(message: Msg, answers: FleetAnswers, service: string): void {
		if (answers.server.condition !== 'well') return;
		const now = Date.now();
		const text = answers.whole(service, now, this.running.size);
		if (text !== undefined) void this.#send(message, service, text);
		else void this.#reply(message, answers, service, answers.answer(service, message.string(), now));
	}

	async #send(message: Msg, service: string, text: string): Promise<void> {
		this.counts.answers++;
		this.#sent(service, await replyText(message, text));
	}

	async #reply(
		message: Msg,
		answers: FleetAnswers,
		service: string,
		answer: FleetAnswer | 'silence' | undefined,
	): Promise<void> {
		if (answer === 'silence') return;
		this.counts.answers++;
		if (answer === undefined) message.respond('', { headers: noService });
		else this.#sent(service, await replyAnswer(message, answer, answers.block(Date.now())));
	}

	#sent(service: string, bytes: number): void {
		const { bytes: all } = this.counts;
		all[service] = (all[service] ?? 0) + bytes;
	}
}
