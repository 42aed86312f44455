// What the trouble of a stream does to those who use it, or what the stream does, in a sentence.

import { bytes, count } from '../../format/number.ts';
import { age } from '../../format/time.ts';
import { countWords } from '../../model/count-words.ts';
import { firstAndMore } from '../../model/first-names.ts';
import { isGone, isHere } from '../../model/jetstream/replicas.ts';
import { isOwn } from '../../model/jetstream/replicated.ts';
import { quorumOf, type Stream } from '../../model/jetstream/stream.ts';
import { ratesKnown } from '../rates-known.ts';
import { bytesInRate } from './columns.ts';
import type { StreamLook } from './facts.ts';

/** A stream is idle where nothing came in for so long, milliseconds. */
const longIdle = 60_000;

const numbers = ['no', 'one', 'two', 'three', 'four'];

const quorumSentence = ({ replicas, wanted }: Stream): string => {
	const all = Math.max(wanted ?? 0, replicas.length);
	const missing = quorumOf(all) - replicas.filter(isHere).length;
	const nothing = 'Writers get no answer and nothing is delivered until';
	if (missing <= 0) return `${nothing} its replicas have elected a leader.`;
	const more = missing === 1 ? 'one more replica is' : `${numbers[missing] ?? missing} more replicas are`;
	return `${nothing} ${more} back.`;
};

const replicaSentence = (stream: Stream, { glyphs }: StreamLook): string => {
	const gone = stream.replicas.filter(isGone);
	if (gone.length > 0) {
		const spare = stream.replicas.length - gone.length - quorumOf(stream.replicas.length);
		const names = firstAndMore(gone.map(({ name }) => name));
		if (spare < 0) return `Too few are left: nobody can write to it, and its leader is about to step down.`;
		if (spare > 0)
			return `Writers and readers notice nothing yet: it can lose ${numbers[spare] ?? spare} more.`;
		return `It goes on without ${names}; if one more replica fails nobody can write to it or read from it.`;
	}
	const [slow] = [...stream.replicas].sort((a, b) => (b.lag ?? 0) - (a.lag ?? 0));
	const { catchesUpIn, inRate = 0 } = stream;
	const lag = slow?.lag ?? 0;
	if (catchesUpIn !== undefined && catchesUpIn > 0) {
		const speed = count(inRate + (lag / catchesUpIn) * 1000, glyphs);
		return `${slow?.name} catches up at ${speed}/s while ${count(inRate, glyphs)}/s come in: about ${age(Math.max(1000, catchesUpIn))} left.`;
	}
	return `${slow?.name} cannot take over before it has caught up; what it lacks is on the others only.`;
};

const fullSentence = ({ full = 0, config, state }: Stream, { glyphs }: StreamLook): string => {
	const isMessages = (state.messages ?? 0) / (config?.maxMessages ?? Number.POSITIVE_INFINITY) >= full;
	const limit = isMessages
		? `${count(config?.maxMessages, glyphs)} messages`
		: bytes(config?.maxBytes, glyphs);
	return full >= 1
		? `Writers are refused: it holds ${limit}, its limit. Consumers that acknowledge or a greater limit free it.`
		: `Writers are refused once it holds ${limit}: its limit discards what is new.`;
};

const sourceSentence = ({ mirror, sources }: Stream): string => {
	const whom = mirror ? mirror.name : firstAndMore(sources.map(({ name }) => name));
	return `What is new in ${whom} does not arrive here; what came before stays and can be read.`;
};

const troubleSentence = (stream: Stream, look: StreamLook): string | undefined => {
	switch (stream.troubles[0]?.check) {
		case 'quorum':
			return quorumSentence(stream);
		case 'replica-lag':
			return replicaSentence(stream, look);
		case 'stream-full':
			return fullSentence(stream, look);
		case 'source-lag':
			return sourceSentence(stream);
		case 'subjects-many':
			return 'Each subject takes memory on every server with a copy, and makes a restart and some reads slower.';
		case 'consumers-full':
			return `From ${count(stream.config?.maxConsumers, look.glyphs)} consumers on, no client can make another one.`;
		case 'monitor':
			return 'Whoever made it has set these limits in its metadata.';
		default:
			return undefined;
	}
};

/** What is known of a stream that JetStream got no answer for. */
const noAnswerSentence = ({ toldBy, config, state }: Stream, { now }: StreamLook): string => {
	if (toldBy.server === '')
		return 'Its figures are not known: JetStream names it among those whose leader does not answer. Why a server is down an account cannot see.';
	const subjects = config?.subjects ?? [];
	const writers = subjects.length === 0 ? 'Writers' : `Writers to ${firstAndMore(subjects)}`;
	const consumers = state.consumers ? `, and its ${countWords(state.consumers, 'consumer')} stand` : '';
	return `${writers} get no answer${consumers}. ${toldBy.server} led it ${age(Math.max(0, now - toldBy.at))} ago; why a server is down an account cannot see.`;
};

const oldSentence = ({ replicas, toldBy }: Stream, { now }: StreamLook): string => {
	const since = age(Math.max(0, now - toldBy.at));
	return replicas.length > 1
		? `None of its servers answers: all of this was ${since} ago.`
		: `${toldBy.server} has the only copy and does not answer: all of this was ${since} ago, and nobody can use it.`;
};

const doesSentence = (stream: Stream, look: StreamLook): string => {
	const { glyphs, now } = look;
	const { state, inRate, config, full, catchesUpIn, replicas } = stream;
	const alone =
		replicas.length === 1 ? ` One copy only: without ${replicas[0]?.name} nobody can use it.` : '';
	const drops =
		full !== undefined && full >= 0.95 && config?.discard !== 'new'
			? ' At its limit: what is oldest is dropped for what comes.'
			: '';
	if (catchesUpIn !== undefined && (stream.lag ?? 0) > 0 && inRate !== undefined)
		return `Takes ${count(inRate, glyphs)} messages a second.${drops}${alone}`;
	if (inRate === undefined) return `${ratesKnown('Its rate is', look)}${drops}${alone}`;
	if (inRate > 0) {
		const size = bytesInRate(stream);
		const about = size === undefined ? '' : `, about ${bytes(size, glyphs)}/s`;
		return `Takes ${count(inRate, glyphs)} messages a second${about}.${drops}${alone}`;
	}
	const idle = state.lastTime === undefined ? undefined : now - state.lastTime;
	if (state.lastSeq === 0) return `Nothing has ever come in.${alone}`;
	if (idle !== undefined && idle >= longIdle) return `Nothing has come in for ${age(idle)}.${drops}${alone}`;
	return `Nothing comes in now.${drops}${alone}`;
};

/** The sentence under a stream. */
export const streamSentence = (stream: Stream, look: StreamLook): string =>
	stream.noAnswer
		? noAnswerSentence(stream, look)
		: stream.isOld
			? oldSentence(stream, look)
			: (troubleSentence(stream, look) ?? doesSentence(stream, look));

/** `4, without leader 4: billing, fraud, mirror-eu, search`; nothing where that was not asked. */
export const orphansText = (
	{ key }: Pick<Stream, 'key'>,
	{ orphans, glyphs }: Pick<StreamLook, 'orphans' | 'glyphs'>,
): string | undefined => {
	if (orphans === undefined || orphans.key !== key || orphans.all === 0) return undefined;
	const { all, without } = orphans;
	const names = without.length === 0 ? '' : `: ${firstAndMore(without, 4)}`;
	return `${count(all, glyphs)}, without leader ${count(without.length, glyphs)}${names}`;
};

/** Which keys lead on from a stream, and to what; those of least use last. */
export const lookAt = (stream: Stream, { glyphs }: Pick<StreamLook, 'glyphs'>): readonly string[] => {
	const gone = stream.replicas.filter(isGone).map(({ name }) => name);
	const [worst] = stream.troubles;
	return [
		...(gone.length > 0 ? [`1 ${firstAndMore(gone)}`] : []),
		...(worst?.check === 'quorum' ? ['3 JS QUORUM'] : []),
		`${glyphs.enter} ${isOwn(stream) ? 'replicas, subjects, limits' : worst?.check === 'stream-full' ? 'limits, replicas' : 'replicas, raft state'}`,
		`4 connections of ${stream.accountName}`,
	];
};
