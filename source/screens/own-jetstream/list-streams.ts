// Asks JetStream for all streams of our account: as a list, by their names, or by the names that permissions hold.

import type { StreamCopy } from '../../model/jetstream/told.ts';
import { jsSubjects } from '../../nats/account-subjects.ts';
import {
	askStreamInfo,
	askStreamNames,
	askStreamPage,
	type JsAsker,
	namesPage,
	nextOffset,
} from '../../nats/js-api.ts';
import { type Failure, offlineWhy } from '../../nats/requests.ts';
import { isSubjectToken } from '../../nats/subjects.ts';
import { workThrough } from '../../nats/work-through.ts';
import { type OwnFacts, whyNoList } from './own-facts.ts';
import type { OwnMemory } from './own-memory.ts';

/** Pages that are asked for, whatever their number is said to be. */
const mostPages = 64;

export type ListNeeds = {
	asker: JsAsker;
	memory: OwnMemory;
	/** Names of streams that permissions allow to be asked for, where the list is refused. */
	permitted?: readonly string[];
	/** Called whenever something came. */
	onNews?: () => void;
};

type Outcome = { failure?: Failure; subject: string; way: OwnFacts['way']; isWhole: boolean };

/** Failures that say that nothing was asked, as this is about the past. */
const isAbsent = (failure: Failure | undefined): boolean =>
	failure?.kind === 'absent' || failure?.kind === 'cut';

/** Of a stream whose servers are known to be gone JetStream lists what it knows itself, with figures of zero and no leader. */
const isOutline = ({ group }: StreamCopy): boolean => group !== undefined && group.leader === undefined;

const byList = async ({ asker, memory, onNews }: ListNeeds): Promise<Outcome> => {
	const subject = jsSubjects.streamList;
	const all = new Set<string>();
	const missing = new Map<string, string | undefined>();
	let total = 0;
	let offset: number | undefined = 0;
	for (let page = 0; offset !== undefined && page < mostPages; page++) {
		const result = await askStreamPage(asker, offset);
		if (!result.ok) return { failure: result.failure, subject, way: 'list', isWhole: false };
		const { value } = result;
		for (const copy of value.copies) {
			all.add(copy.stream);
			if (isOutline(copy)) {
				missing.set(copy.stream, undefined);
				memory.streams.outline(copy);
			} else memory.streams.hear(copy);
		}
		for (const [name, why] of value.missing) {
			all.add(name);
			missing.set(name, why);
		}
		memory.version++;
		onNews?.();
		total = value.total;
		offset = nextOffset(offset, total);
	}
	const isWhole = all.size >= total;
	memory.streams.endList({ at: asker.wire.now(), missing, ...(isWhole && { all }) });
	return { subject, way: 'list', isWhole };
};

/** Asks for each of some streams by its name. */
const askEach = async (
	{ asker, memory, onNews }: ListNeeds,
	names: readonly string[],
): Promise<Failure | undefined> =>
	workThrough(names.filter(isSubjectToken), async (name) => {
		const result = await askStreamInfo(asker, name);
		if (result.ok) memory.streams.hear(result.value);
		else {
			const offline = offlineWhy(result.failure);
			if (offline !== undefined) memory.streams.miss(name, asker.wire.now(), offline.why);
			else if (result.failure.kind !== 'refused') return result.failure;
		}
		memory.version++;
		onNews?.();
		return undefined;
	});

const byNames = async (needs: ListNeeds): Promise<Outcome> => {
	const { asker, memory } = needs;
	const subject = jsSubjects.streamNames;
	const names = new Set<string>();
	let offset: number | undefined = 0;
	for (let page = 0; offset !== undefined && page < mostPages; page++) {
		const result = await askStreamNames(asker, offset);
		if (!result.ok) return { failure: result.failure, subject, way: 'names', isWhole: false };
		for (const name of result.value.names) names.add(name);
		offset = nextOffset(offset, result.value.total, namesPage);
	}
	const failure = await askEach(needs, [...names]);
	memory.streams.endList({ at: asker.wire.now(), missing: new Map(), all: names });
	return { failure, subject: jsSubjects.streamInfo('*'), way: 'names', isWhole: failure === undefined };
};

const byPermissions = async (needs: ListNeeds): Promise<Outcome> => {
	const { asker, memory, permitted = [] } = needs;
	const failure = await askEach(needs, permitted);
	memory.streams.endList({ at: asker.wire.now(), missing: new Map() });
	return { failure, subject: jsSubjects.streamInfo('*'), way: 'permitted', isWhole: false };
};

const outcomeOf = async (needs: ListNeeds): Promise<Outcome> => {
	const { memory, permitted = [] } = needs;
	if (!memory.isListDenied) {
		const listed = await byList(needs);
		if (listed.failure?.kind !== 'denied') return listed;
		memory.isListDenied = true;
	}
	const named = await byNames(needs);
	if (named.failure?.kind !== 'denied') return named;
	// What is told as refused is the list: without it the others would not be needed.
	if (permitted.length === 0)
		return {
			...named,
			subject: jsSubjects.streamList,
			failure: { kind: 'denied', what: 'publish', subject: jsSubjects.streamList },
		};
	return byPermissions(needs);
};

/** One list of all streams. What the memory holds is as it was where none came. */
export const listStreams = async (needs: ListNeeds): Promise<void> => {
	const { asker, memory } = needs;
	const began = asker.wire.now();
	const { failure, subject, way } = await outcomeOf(needs);
	if (isAbsent(failure)) return;
	const at = asker.wire.now();
	const { account, every, at: before, failsSince } = memory.facts;
	const why =
		failure && whyNoList(failure, { account, subject, at, ...(failsSince && { before: failsSince }) });
	memory.facts = {
		...{ account, every, way, took: at - began, missing: memory.streams.missing },
		...(why?.failed === undefined ? { at } : before !== undefined && { at: before }),
		...why,
		...(memory.streams.isFull && { isCut: true as const }),
	};
	memory.version++;
};
