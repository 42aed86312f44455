// An instance of a micro service as the protocol of NATS describes it: it can fail, be slow, and hang.

import { createInbox, type Msg, type NatsConnection } from '@nats-io/transport-node';

export type MicroEndpoint = {
	name: string;
	subject: string;
	/** Milliseconds that a request takes. */
	takes?: () => number;
	/** Whether a request fails. */
	fails?: () => boolean;
};

export type MicroOptions = {
	name: string;
	version: string;
	description: string;
	endpoints: readonly MicroEndpoint[];
};

/** The queue group of endpoints, as libraries name it. */
const queue = 'q';

/** What a caller is told of a request that failed. */
const lastError = '500:backend gone';

const nanoseconds = 1e6;

/** One endpoint with what it has counted. */
type Counted = MicroEndpoint & { requests: number; errors: number; processing: number };

export class MicroService {
	readonly id = createInbox().slice(-22);
	readonly #started = new Date().toISOString();
	readonly #endpoints: Counted[];
	/** It reads everything and answers nothing, as a program whose work has come to a halt. */
	isHung = false;

	constructor(
		readonly client: NatsConnection,
		readonly options: MicroOptions,
	) {
		this.#endpoints = options.endpoints.map((one) => ({ ...one, requests: 0, errors: 0, processing: 0 }));
		const { name } = options;
		for (const verb of ['PING', 'INFO', 'STATS'] as const)
			for (const rest of ['', `.${name}`, `.${name}.${this.id}`])
				client.subscribe(`$SRV.${verb}${rest}`, { callback: (_, message) => this.#tell(verb, message) });
		for (const endpoint of this.#endpoints)
			client.subscribe(endpoint.subject, { queue, callback: (_, message) => this.#work(endpoint, message) });
	}

	#tell(verb: 'PING' | 'INFO' | 'STATS', message: Msg): void {
		if (this.isHung) return;
		const { name, version, description } = this.options;
		const own = { name, id: this.id, version, metadata: { region: 'eu' } };
		const type = `io.nats.micro.v1.${verb.toLowerCase()}_response`;
		const endpoints = this.#endpoints.map((one) => ({
			...{ name: one.name, subject: one.subject, queue_group: queue },
			...(verb === 'STATS' && {
				...{ num_requests: one.requests, num_errors: one.errors, processing_time: one.processing },
				average_processing_time: one.requests === 0 ? 0 : Math.round(one.processing / one.requests),
				...(one.errors > 0 && { last_error: lastError }),
			}),
		}));
		const more =
			verb === 'PING'
				? {}
				: verb === 'INFO'
					? { description, endpoints }
					: { started: this.#started, endpoints };
		message.respond(JSON.stringify({ type, ...own, ...more }));
	}

	#work(endpoint: Counted, message: Msg): void {
		if (this.isHung) return;
		const ms = endpoint.takes?.() ?? 1;
		setTimeout(() => {
			endpoint.requests++;
			endpoint.processing += Math.round(ms * nanoseconds);
			const isError = endpoint.fails?.() ?? false;
			if (isError) endpoint.errors++;
			message.respond(isError ? lastError : 'ok');
		}, ms).unref();
	}
}
