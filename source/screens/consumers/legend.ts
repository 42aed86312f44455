// What the signs and abbreviations of the consumers mean, in their list and in the detail.

import type { Consumer } from '../../model/jetstream/consumer.ts';
import type { Glyphs } from '../../theme.ts';
import type { Example, LegendPart } from '../legend.ts';

/** What stands on the screens of consumers. */
export const consumersLegend = (glyphs: Glyphs): readonly LegendPart[] => [
	{
		title: 'Consumers',
		entries: [
			['!', 'its clients do not get on, or a replica is not up to date; the detail says what'],
			[glyphs.down, 'nothing of it is delivered, or acknowledged; the detail says why'],
			[glyphs.unknown, 'no server that has it answers: its figures are old'],
			['none!!', 'nobody leads it; its figures are muted, as its leader told them last'],
			['muted', 'a figure that only a leader knows, and that is not of now'],
			['on, off', 'in WAIT, of push consumers: whether a client listens'],
			['2/3!', 'in REPL: replicas that are up to date, of all; without a leader those that answer'],
			['consumers of APP', 'there are too many to ask for all: those of one account are asked for'],
			['copies', 'each replica of a consumer is one'],
		],
	},
	{
		title: 'Detail of a consumer',
		entries: [
			['acks full', 'as many messages wait for an ack as may, and none came for a minute'],
			['unread', 'messages wait, and for a minute nobody has asked for them'],
			['unbound', 'messages wait, and nobody listens where it delivers to'],
			['redelivers', 'a tenth and more of what was delivered within 5 minutes came again'],
			['paused', 'somebody wished for it: nothing is delivered meanwhile'],
			['DELIVERED', 'messages since it was made, those that came again among them'],
			['ACKED', 'of these, those up to which all are acknowledged'],
			['ack wait', 'how long clients have until a message is delivered again'],
			['max deliver', 'how often a message is delivered at most'],
			['leads, ok', 'its leader; a replica that is up to date'],
			['lags, silent', 'a replica that is behind; one that its leader does not hear'],
			['follower', 'a replica of one without a leader: who is behind nobody knows'],
		],
	},
	{
		title: 'Page of a consumer',
		on: 'object',
		entries: [
			['PEND', 'messages that wait; done in 2m: until none does, if it goes on so'],
			[
				'DLV/s ACK/s',
				'delivered and acknowledged a second; again: delivered before; open: acks that are due',
			],
			['SEEN', 'since its leader heard of it'],
			['raft', 'its Raft group'],
		],
	},
];

const plain = (text: string | undefined): text is string => text !== undefined && /^[\w.-]+$/.test(text);

/** Filters that let this consumer through. */
export const consumerExamples = ({ accountName, stream, leader }: Consumer): readonly Example[] => [
	...(plain(accountName) ? [[`acc=${accountName}`, 'of its account'] as const] : []),
	...(plain(stream) ? [[`stream=${stream}`, 'of its stream'] as const] : []),
	...(plain(leader) ? [[`leader=${leader}`, 'led by its leader'] as const] : []),
	['pending>10K', 'for which more than ten thousand messages wait'],
	['type:push waiting:off', 'that deliver to nobody'],
];
