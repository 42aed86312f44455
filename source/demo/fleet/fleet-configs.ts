// Writes the configurations of simulated streams and consumers, each once: they never change.

import type { FleetConsumer, FleetStream } from './fleet-assets.ts';
import { mostUnacked } from './fleet-figures.ts';
import { chance } from './fleet-load.ts';

const metadata = '"metadata":{"_nats.req.level":"0"}';

/** Several consumers of a work queue would have to share its subjects. */
const retentionOf = ({ name, consumers }: FleetStream): string =>
	name.startsWith('JOBS') && consumers.length < 2 ? 'workqueue' : 'limits';

const streamText = (stream: FleetStream): string => {
	const { name, kept, size, servers, fate, seed } = stream;
	const subject = name.toLowerCase().replace('-', '.');
	// The one that gets full refuses what is new; others have room, or drop what is old.
	const room = fate === 'full' ? 1 : 1.15 + 4 * chance(seed, 21);
	const discard = fate === 'full' || chance(seed, 22) < 0.1 ? 'new' : 'old';
	const limits = `"max_consumers":-1,"max_msgs":-1,"max_bytes":${Math.ceil(kept * size * room)},"max_age":0,"max_msgs_per_subject":-1,"max_msg_size":-1`;
	const allowed = `"allow_direct":true,"mirror_direct":false,"sealed":false,"deny_delete":false,"deny_purge":false,"allow_rollup_hdrs":false,"consumer_limits":{},"allow_msg_ttl":false`;
	return `{"name":"${name}","subjects":["${subject}.>"],"retention":"${retentionOf(stream)}",${limits},"discard":"${discard}","storage":"file","num_replicas":${servers.length},"duplicate_window":120000000000,"compression":"none",${allowed},${metadata}}`;
};

const consumerText = ({ name, isPush, stream }: FleetConsumer): string => {
	const delivery = isPush ? `"deliver_subject":"deliver.${stream.name}.${name}",` : '"max_waiting":512,';
	return `{"durable_name":"${name}","name":"${name}","deliver_policy":"all","ack_policy":"explicit","ack_wait":30000000000,"max_deliver":-1,"replay_policy":"instant",${delivery}"max_ack_pending":${mostUnacked},"num_replicas":0,${metadata}}`;
};

/** Remembers what it has written. */
export class ConfigTexts {
	readonly #streams = new Map<FleetStream, string>();
	readonly #consumers = new Map<FleetConsumer, string>();

	ofStream(stream: FleetStream): string {
		const text = this.#streams.get(stream) ?? streamText(stream);
		this.#streams.set(stream, text);
		return text;
	}

	ofConsumer(consumer: FleetConsumer): string {
		const text = this.#consumers.get(consumer) ?? consumerText(consumer);
		this.#consumers.set(consumer, text);
		return text;
	}
}
