// A subject that somebody listens to in one account, as all its servers together tell it.

import type { Trouble } from '../checks/check.ts';
import type { RoundRing } from '../round-ring.ts';

/** A connection that listens. */
export type Listener = {
	server: string;
	serverId: string;
	cid: number;
	name?: string;
	/** Messages a second that were delivered to it under the subject. */
	rate?: number;
};

/** A stream that stores what is sent on a subject, and messages a second that it takes in. */
export type Storing = { stream: string; inRate?: number };

/** What subscriptions tell of a subject and queue group. */
export type Listened = {
	/** The subject and the queue group. */
	key: string;
	subject: string;
	queue?: string;
	/** Several subjects stand under this one, as they are many and say little: inboxes, the subjects of services. */
	isFolded: boolean;
	/** Subscriptions, and connections that have them. */
	subscriptions: number;
	connections: number;
	/** Messages delivered since they were made, over all of them. */
	deliveries: number;
	/** Deliveries a second; absent before there are two samples. */
	rate?: number;
	/** Some of its servers have not answered twice: the rate is of the others. */
	isPart: boolean;
	/** Only servers have it that did not answer. */
	isOld: boolean;
	/** The first of them, the busiest first. */
	listeners: readonly Listener[];
	/** Deliveries a second in the last rounds. */
	history?: RoundRing<'rate'>;
};

export type SubjectRow = Listened & {
	/** Streams that store it; absent where that is not known. */
	streams?: readonly Storing[];
	/** Push consumers that deliver to it, as `ORDERS/audit`. */
	deliveredBy: readonly string[];
	/** Name or key of the account. */
	account?: string;
	troubles: readonly Trouble[];
	rank: number;
};

/** Messages a second that its streams take in; absent where none of them is measured. */
export const storedRate = ({ streams }: Pick<SubjectRow, 'streams'>): number | undefined => {
	const rates = streams?.flatMap(({ inRate }) => inRate ?? []) ?? [];
	return rates.length === 0 ? undefined : rates.reduce((sum, each) => sum + each, 0);
};

/** The key of a subject and its queue group; neither holds a line end. */
export const subjectKey = (subject: string, queue: string | undefined): string =>
	queue === undefined ? subject : `${subject}\n${queue}`;

/** Subjects that are many and say little stand together under one. */
export const folded = (subject: string): string | undefined => {
	if (subject.startsWith('_INBOX')) return '_INBOX.>';
	return subject.startsWith('$SRV.') ? '$SRV.>' : undefined;
};
